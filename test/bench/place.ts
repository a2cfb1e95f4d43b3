/**
 * Where a benchmark takes place: a database of its own, the sandbox and the built app as processes of their own, and a
 * shop that is ready. The load comes from the benchmark's own process.
 */
import { randomBytes } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import { resolve } from "node:path";
import { request } from "undici";
import { startEmbeddedDatabase } from "../../app/database/embedded.server.ts";
import { databaseAddress } from "../../app/database/port.server.ts";
import { connectDatabase } from "../../app/db.server.ts";
import { generateClient } from "../../prisma/setup.ts";
import { copyDatabase, dropDatabases, makeTemplate } from "../helpers/databases.ts";
import { freePort, root, startApp } from "../sandbox/cli/app-process.ts";
import { buildIfNeeded } from "../sandbox/cli/build.ts";
import { startSandboxProcess } from "./children.ts";

export const client = { clientId: "bench-client", clientSecret: "bench-client-secret" };
export const gatewayKey = "sk-key-of-the-benchmarks";
const folder = resolve(root, ".data/bench");

export type Ground = { makeDatabase: () => Promise<string>; leave: () => Promise<void> };
export type Place = Awaited<ReturnType<typeof startPlace>>;

/** Once for all benchmarks: the build, a database server and a migrated template. */
export async function prepareGround(): Promise<Ground> {
  await generateClient();
  await buildIfNeeded(() => {});
  const server = await startEmbeddedDatabase(resolve(folder, "postgres"));
  const prefix = `bench_${process.pid}_`;
  const template = `${prefix}template`;
  // A server that was there already may be another run's, with databases in use.
  if (!server.wasRunning) await dropDatabases(server.port, "bench_");
  await makeTemplate(server.port, template);
  let made = 0;
  return {
    async makeDatabase() {
      made += 1;
      await copyDatabase(server.port, template, `${prefix}${made}`);
      return databaseAddress(server.port, `${prefix}${made}`);
    },
    async leave() {
      await (server.wasRunning ? dropDatabases(server.port, prefix) : server.stop());
      await rm(resolve(folder, "media"), { recursive: true, force: true });
    },
  };
}

/** With the role "web" nobody works on what is taken: for benchmarks that only ask. */
export async function startPlace(ground: Ground, role: "all" | "web" = "all") {
  const started: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const end of started.toReversed()) await end();
  };
  try {
    const address = await ground.makeDatabase();
    const port = await freePort();
    const origin = `http://127.0.0.1:${port}`;
    const vaultKeys = `bench:${randomBytes(32).toString("base64")}`;
    const mediaFolder = resolve(folder, "media", String(port));
    await mkdir(mediaFolder, { recursive: true });
    const sandbox = await startSandboxProcess({ appOrigin: origin, ...client, gatewayKey });
    started.push(sandbox.stop);
    const launch = (as: "all" | "web") =>
      startApp({
        port,
        databaseAddress: address,
        sandboxOrigin: sandbox.origin,
        ...client,
        vaultKeys,
        mediaFolder,
        scopes: "read_products,write_app_proxy",
        role: as,
        logLevel: "warn",
        onOutput: (text) => process.stderr.write(text),
      });
    const db = connectDatabase(address, { poolSize: 4 });
    started.push(() => db.$disconnect());
    let app = await launch("all");
    started.push(() => app.stop());
    const products = await sandbox.connectShop();
    while ((await db.product.count()) < products) await pause(20);
    // Everything that limits shoppers is out of the way, and what setting up left in memory is gone.
    await db.shop.updateMany({ data: { settings: { perShopPerMinute: 100_000 } } });
    await db.connection.updateMany({ data: { parallelLimit: 50 } });
    await app.stop();
    app = await launch(role);
    return {
      origin,
      address,
      db,
      sandbox,
      vaultKeys,
      appPid: app.child.pid ?? 0,
      control: (path: string, body: unknown) => post(`${sandbox.origin}/_control${path}`, body),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function post(address: string, body: unknown): Promise<void> {
  const answer = await request(address, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const text = await answer.body.text();
  if (answer.statusCode >= 300) throw new Error(`${address} answered ${answer.statusCode}: ${text}`);
}

export function pause(ms: number): Promise<void> {
  return new Promise((next) => void setTimeout(next, ms));
}
