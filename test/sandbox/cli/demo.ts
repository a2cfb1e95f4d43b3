/**
 * `npm run demo`: a whole shop on this machine. Starts the database, the sandbox and the built app, and stops all of
 * them again. Flags: --port, --app-port, --data, --fresh.
 */
import { randomBytes } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { startEmbeddedDatabase } from "../../../app/database/embedded.server.ts";
import { applyMigrations, generateClient } from "../../../prisma/setup.ts";
import { startSandbox } from "../start.ts";
import { type AppProcess, isFree, root, startApp } from "./app-process.ts";
import { buildIfNeeded } from "./build.ts";
import { connectGateway, installApp } from "./merchant.ts";
import { waitForReadyShop } from "./ready-shop.ts";

/** What the sandbox's providers accept, to be entered by whoever tries the admin. */
const keys = {
  gateway: "sk-sandbox-key-of-the-demo-4711",
  kling: "api-key-kling-of-the-demo-shop",
  pair: { accessKey: "demo-access-key", secretKey: "demo-secret-key" },
  hidream: "hidream-token-of-the-demo-shop",
};
const client = { clientId: "fitting-room-demo", clientSecret: "secret-of-the-demo-app" };

const startedAt = performance.now();
const say = (text: string) => console.log(`  ${text}`);

function readFlags() {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: "4000" },
      "app-port": { type: "string", default: "3000" },
      data: { type: "string", default: ".data/demo" },
      fresh: { type: "boolean", default: false },
    },
  });
  return {
    sandboxPort: Number(values.port),
    appPort: Number(values["app-port"]),
    folder: resolve(root, values.data),
    fresh: values.fresh,
  };
}

async function checkPorts(ports: { flag: string; port: number }[]): Promise<void> {
  for (const { flag, port } of ports) {
    if (!Number.isInteger(port) || port < 1 || port > 65_535)
      throw new Error(`${flag} wants a port between 1 and 65535.`);
    if (!(await isFree(port)))
      throw new Error(
        `Port ${port} is in use. Stop what uses it, or choose another: npm run demo -- ${flag} ${port + 1}`,
      );
  }
}

/** Made once and kept, so that what the last demo sealed still opens. */
async function vaultKeys(folder: string): Promise<string> {
  const path = resolve(folder, "vault-keys");
  const kept = await readFile(path, "utf8").catch(() => "");
  if (kept) return kept;
  const made = `demo:${randomBytes(32).toString("base64")}`;
  await mkdir(folder, { recursive: true });
  await writeFile(path, made, { mode: 0o600 });
  return made;
}

async function demo(): Promise<void> {
  const { sandboxPort, appPort, folder, fresh } = readFlags();
  console.log("\nFitting Room demo\n");
  await checkPorts([
    { flag: "--port", port: sandboxPort },
    { flag: "--app-port", port: appPort },
  ]);
  const started: { stop: () => Promise<void> }[] = [];
  let stopping = false;
  const stop = async (reason: string, code: number) => {
    if (stopping) return;
    stopping = true;
    console.log(`\n  ${reason} Stopping everything.`);
    for (const part of started.toReversed()) await part.stop().catch((error: unknown) => say(String(error)));
    process.exit(code);
  };
  process.on("SIGINT", () => void stop("Ctrl-C.", 0));
  process.on("SIGTERM", () => void stop("Asked to stop.", 0));

  try {
    if (fresh) {
      say("Forgetting what earlier demos left");
      await startEmbeddedDatabase(resolve(folder, "postgres")).then((left) => left.remove());
      // Nothing else that may lie in a folder of somebody's choice.
      for (const name of ["postgres", "postgres.log", "media", "vault-keys", "sandbox.json"])
        await rm(resolve(folder, name), { recursive: true, force: true });
    }
    say("Starting PostgreSQL");
    const database = await startEmbeddedDatabase(resolve(folder, "postgres"));
    started.push(database);
    say("Bringing the database up to date");
    await generateClient();
    await applyMigrations(database.url);
    await buildIfNeeded(say);

    say("Starting the sandbox: a shop, its admin and a try-on provider");
    const sandbox = await startSandbox({
      port: sandboxPort,
      registration: await readFile(resolve(root, "shopify.app.toml"), "utf8"),
      appOrigin: `http://127.0.0.1:${appPort}`,
      ...client,
      gatewayKeys: [keys.gateway],
      klingKeys: [keys.kling],
      klingPairs: [keys.pair],
      hidreamKeys: [keys.hidream],
      stateFile: resolve(folder, "sandbox.json"),
      blockPlaced: !fresh,
    });
    started.push({ stop: sandbox.close });

    const ring = await vaultKeys(folder);
    const launch = (): Promise<AppProcess> =>
      startApp({
        port: appPort,
        databaseAddress: database.url,
        sandboxOrigin: sandbox.origin,
        ...client,
        vaultKeys: ring,
        mediaFolder: resolve(folder, "media"),
        scopes: sandbox.world.app.scopes.join(","),
        logLevel: "warn",
        onOutput: (text) => process.stdout.write(text),
      });
    say("Starting the app");
    let app = await launch();
    started.push({ stop: () => app.stop() });
    const keepRunning = () => {
      app.child.once("exit", () => {
        if (stopping) return;
        say("The app ended unexpectedly. Starting it again.");
        launch().then(
          (next) => {
            app = next;
            keepRunning();
          },
          (error: unknown) => void stop(String(error), 1),
        );
      });
    };
    keepRunning();

    const [shop] = sandbox.world.shops.values();
    if (shop && !fresh) {
      await installApp(sandbox.world, shop);
      if (!sandbox.world.shops.get(shop.domain)?.appData.get("fitting_room.ready")) {
        say("Connecting the shop to the sandbox's provider");
        await connectGateway(sandbox.world, shop, keys.gateway, { price: "0.07" });
      }
      await waitForReadyShop(shop);
    }

    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    console.log(`
  Ready after ${seconds} s.

  Storefront  ${sandbox.origin}/
  Admin       ${sandbox.origin}/admin
  Inspector   ${sandbox.origin}/inspector
${fresh ? `\n  The shop has set nothing up. The providers of the sandbox, by "Another address":\n${providerLines(sandbox.origin)}\n` : ""}
  No photo at hand? ${sandbox.origin}/people has drawn people to try things on.
  Ctrl-C stops everything.
`);
  } catch (error) {
    console.error(`\n  ${error instanceof Error ? error.message : String(error)}`);
    await stop("The demo could not start.", 1);
  }
}

function providerLines(origin: string): string {
  return [
    `    Kling by a gateway  ${origin}/providers/gateway  key ${keys.gateway}`,
    `    Kling               ${origin}/providers/kling    key ${keys.kling}, or the pair ${keys.pair.accessKey}, ${keys.pair.secretKey}`,
    `    HiDream             ${origin}/providers/hidream  token ${keys.hidream}`,
  ].join("\n");
}

demo().catch((error: unknown) => {
  console.error(`  ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
});
