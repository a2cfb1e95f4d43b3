import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Sandbox, type SandboxOptions, startSandbox } from "../sandbox/start.ts";

const domain = "fitting-room-demo.myshopify.com";
const options: SandboxOptions = {
  registration: {
    handle: "fitting-room",
    scopes: [],
    proxy: { path: "/proxy", prefix: "apps", subpath: "try-it-on" },
    webhooks: [],
  },
  appOrigin: "http://127.0.0.1:1",
  clientId: "client",
  clientSecret: "secret",
  gatewayKeys: ["sk-test"],
};

let folder = "";
let sandbox: Sandbox;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sandbox-"));
  sandbox = await startSandbox(options);
});
afterAll(async () => {
  await sandbox.close();
  await rm(folder, { recursive: true });
});

test("the parts answer on one port, and what nobody answers is a JSON 404", async () => {
  const inspector = await fetch(`${sandbox.origin}/inspector`);
  expect(await inspector.text()).toContain("No try-on has reached the provider yet");
  const nothing = await fetch(`${sandbox.origin}/_control/nothing`);
  expect(nothing.status).toBe(404);
});

test("a taken port is named", async () => {
  const port = Number(new URL(sandbox.origin).port);
  await expect(startSandbox({ ...options, port })).rejects.toThrow(`Port ${port} is taken`);
});

test("an installation and the app's data outlive a restart", async () => {
  const stateFile = join(folder, "state.json");
  const installation = { generation: 3, scopes: ["read_products"], installedAt: "2026-11-20T00:00:00Z" };
  const field = {
    namespace: "app",
    key: "ready",
    type: "boolean",
    value: "true",
    updatedAt: "2026-11-20T00:00:00Z",
  };
  const first = await startSandbox({ ...options, stateFile, blockPlaced: false });
  const shop = first.world.shops.get(domain);
  Object.assign(shop ?? {}, { installation, generation: 3, blockPlaced: true, embedOn: true });
  shop?.appData.set("app.ready", field);
  first.world.save();
  await first.close();
  const second = await startSandbox({ ...options, stateFile, blockPlaced: false });
  expect(second.world.shops.get(domain)).toMatchObject({
    installation,
    generation: 3,
    blockPlaced: true,
    embedOn: true,
  });
  expect(second.world.shops.get(domain)?.appData.get("app.ready")).toStrictEqual(field);
  await second.close();
  expect(JSON.parse(await readFile(stateFile, "utf8"))).toHaveProperty("shops");
});

test("a state file that cannot be read is named, with what to do", async () => {
  const stateFile = join(folder, "broken.json");
  await writeFile(stateFile, '{"shops":');
  await expect(startSandbox({ ...options, stateFile })).rejects.toThrow(
    `${stateFile} cannot be read. Delete`,
  );
});
