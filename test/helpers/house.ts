/**
 * A whole house for tests, made of real parts: a database of its own, the sandbox, the services and the built app on
 * free ports of this machine.
 */
import { randomBytes, randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { ServerBuild } from "@remix-run/node";
import { Writable } from "node:stream";
import { pino } from "pino";
import { inject } from "vitest";
import { databaseAddress } from "../../app/database/port.server.ts";
import { connectDatabase } from "../../app/db.server.ts";
import { type Environment, environmentSchema } from "../../app/env.server.ts";
import { createServices } from "../../app/services.server.ts";
import { createWebServer } from "../../app/web-server.ts";
import { freePort, root } from "../sandbox/cli/app-process.ts";
import { connectGateway, installApp } from "../sandbox/cli/merchant.ts";
import { waitForReadyShop } from "../sandbox/cli/ready-shop.ts";
import { reachShopifyAt } from "../sandbox/reach.ts";
import { type SandboxOptions, startSandbox } from "../sandbox/start.ts";
import { copyDatabase, dropDatabases } from "./databases.ts";

export const client = { clientId: "test-client", clientSecret: "test-client-secret" };
export const gatewayKey = "sk-test-key-that-must-never-be-seen";

export async function createTestDatabase(): Promise<{ address: string; drop: () => Promise<void> }> {
  const port = inject("databasePort");
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await copyDatabase(port, inject("databaseTemplate"), name);
  return { address: databaseAddress(port, name), drop: () => dropDatabases(port, name) };
}

export type HouseOptions = {
  sandbox?: Partial<SandboxOptions>;
  /** "connected": installed, key entered, catalogue read. "installed": no key yet. "none": nobody has opened the app. */
  shop?: "connected" | "installed" | "none";
  now?: () => Date;
  /** False: try-ons go on only when the test calls `services.tryOns.advance`. */
  drives?: boolean;
  /** How often a provider is asked without being told to; a huge number leaves only the nudges. */
  pollEveryMs?: number;
  environment?: Partial<Environment>;
};

export type House = Awaited<ReturnType<typeof startHouse>>;

export async function startHouse({
  sandbox: options = {},
  shop: stage = "connected",
  now,
  drives = true,
  pollEveryMs,
  environment = {},
}: HouseOptions = {}) {
  const database = await createTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), "fitting-room-"));
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const sandbox = await startSandbox({
    registration: await readFile(resolve(root, "shopify.app.toml"), "utf8"),
    appOrigin: origin,
    ...client,
    gatewayKeys: [gatewayKey],
    taskMs: 0,
    ...options,
  });
  const unreach = reachShopifyAt(sandbox.origin);
  const logged: string[] = [];
  const log = pino(
    { level: "debug" },
    new Writable({
      write(line, _encoding, done) {
        logged.push(String(line));
        done();
      },
    }),
  );
  const vaultKeys = `test:${randomBytes(32).toString("base64")}`;
  const compose = () =>
    createServices({
      environment: {
        ...environmentSchema.parse({
          NODE_ENV: "test",
          SHOPIFY_API_KEY: client.clientId,
          SHOPIFY_API_SECRET: client.clientSecret,
          SHOPIFY_APP_URL: origin,
          SCOPES: "read_products,write_app_proxy",
          VAULT_KEYS: vaultKeys,
          STORAGE_URL: `file:${folder}`,
          TRUSTED_ORIGINS: sandbox.origin,
          APP_BRIDGE_URL: `${sandbox.origin}/app-bridge.js`,
        }),
        ...environment,
      },
      databaseAddress: database.address,
      log,
      drives,
      ...(pollEveryMs === undefined ? {} : { pollEveryMs }),
      ...(now ? { now } : {}),
    });
  const build: ServerBuild = await import(pathToFileURL(resolve(root, "build/server/index.js")).href);
  const open = async () => {
    const services = await compose();
    const server = createWebServer(build, services, "production").listen(port, "127.0.0.1");
    await once(server, "listening");
    await services.startWork();
    return { services, server };
  };
  let running = await open();
  const close = async () => {
    running.server.close();
    await running.services.stop();
    running.server.closeAllConnections();
  };
  const db = connectDatabase(database.address, { poolSize: 4 });

  const [shop] = sandbox.world.shops.values();
  if (!shop) throw new Error("the sandbox has no shop");
  if (stage !== "none") await installApp(sandbox.world, shop);
  if (stage === "connected") {
    await connectGateway(sandbox.world, shop, gatewayKey);
    await waitForReadyShop(shop);
    await catalogueRead();
  }

  /** Until the last product of the sandbox's shop has arrived here. */
  async function catalogueRead(): Promise<void> {
    while ((await db.product.count()) < (shop?.products.length ?? 0)) await untilNext();
  }

  return {
    origin,
    sandbox,
    shop,
    get services() {
      return running.services;
    },
    db,
    databaseAddress: database.address,
    logged,
    storedFiles: async () =>
      (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()),
    catalogueRead,
    /** Stops the app cleanly and starts it again, on the same database and storage. */
    async restart(): Promise<void> {
      await close();
      running = await open();
    },
    async stop(): Promise<void> {
      await close();
      await db.$disconnect();
      await sandbox.close();
      unreach();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A turn of the event loop and of the timers: for looking again at what somebody else is about to change. */
export function untilNext(): Promise<void> {
  return new Promise((next) => void setTimeout(next, 20));
}

/** Looks again and again until the answer is there; the test's own time limit ends what never comes. */
export async function until<Value>(
  look: () => Promise<Value | undefined | null | false> | Value | undefined | null | false,
): Promise<Value> {
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== null && seen !== false) return seen;
    await untilNext();
  }
}
