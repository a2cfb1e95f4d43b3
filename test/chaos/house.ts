/** A shop with a price at two providers, and the built app as a process that can be killed and started again. */
import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { connectDatabase } from "../../app/db.server.ts";
import { settingsShape } from "../../app/shop/settings.ts";
import { freePort, root, startApp } from "../sandbox/cli/app-process.ts";
import { askAdmin, installApp } from "../sandbox/cli/merchant.ts";
import { waitForReadyShop } from "../sandbox/cli/ready-shop.ts";
import { startSandbox } from "../sandbox/start.ts";

const client = { clientId: "chaos-client", clientSecret: "chaos-secret" };
const keys = { kling: "api-key-of-the-chaos", gateway: "sk-key-of-the-chaos" };

/**
 * What is looked at is losing and paying, so no limit may be what ends a try-on: the shop's allowances are as high as
 * they go, and the deadlines leave room for several takeovers of one try-on, each of which takes up to 20 seconds. A task
 * that takes longer than `doneWithinSeconds` is still among the troubles.
 */
const settings = settingsShape.parse({
  perVisitorPerDay: 1_000,
  perAddressPerDay: 10_000,
  perShopPerMinute: 100_000,
  takenWithinSeconds: 1_800,
  doneWithinSeconds: 75,
});

/** A killed process's jobs fill their connection's line until they are taken over, so the line is as wide as it goes. */
const parallelLimit = "50";

/** Different ones, so that money that goes to the wrong connection shows. */
export const prices = { kling: 70_000n, "kling-gateway": 50_001n };

export type ChaosHouse = Awaited<ReturnType<typeof startChaosHouse>>;

export async function startChaosHouse(databaseAddress: string) {
  const folder = await mkdtemp(join(tmpdir(), "chaos-"));
  const port = await freePort();
  const sandbox = await startSandbox({
    registration: await readFile(resolve(root, "shopify.app.toml"), "utf8"),
    appOrigin: `http://127.0.0.1:${port}`,
    ...client,
    gatewayKeys: [keys.gateway],
    klingKeys: [keys.kling],
    taskMs: 400,
    parallelLimit: 1_000,
  });
  const { world } = sandbox;
  const said: string[] = [];
  const vaultKeys = `chaos:${randomBytes(32).toString("base64")}`;
  const launch = () =>
    startApp({
      port,
      databaseAddress,
      sandboxOrigin: sandbox.origin,
      ...client,
      vaultKeys,
      mediaFolder: folder,
      scopes: "read_products,write_app_proxy",
      onOutput: (text) => void said.push(text),
    });
  let app = await launch();
  const db = connectDatabase(databaseAddress, { poolSize: 4 });
  const [shop] = world.shops.values();
  if (!shop) throw new Error("the sandbox has no shop");

  const connect = (provider: keyof typeof prices, path: string, apiKey: string, standsIn: boolean) =>
    askAdmin(world, shop, "/app/connections/new", "routes/app.connections.$id", {
      intent: "save",
      provider,
      baseAddress: `${world.origin}/providers/${path}`,
      model: "kolors-virtual-try-on-v1-5",
      credentials: { apiKey },
      settings: {},
      price: (Number(prices[provider]) / 1_000_000).toFixed(6),
      parallelLimit,
      standsIn,
    });
  await installApp(world, shop);
  await db.shop.update({ where: { domain: shop.domain }, data: { settings } });
  await connect("kling", "kling", keys.kling, false);
  await connect("kling-gateway", "gateway", keys.gateway, true);
  await waitForReadyShop(shop);
  while ((await db.product.count()) < shop.products.length) await breath();

  return {
    sandbox,
    world,
    shop,
    db,
    said,
    settings,
    folder,
    storedFiles: async () => {
      const found = await readdir(folder, { recursive: true, withFileTypes: true });
      return found.filter((entry) => entry.isFile()).map(({ name }) => name);
    },
    /** kill -9, and the same app again. */
    async killAndRestart(): Promise<void> {
      await app.kill();
      app = await launch();
    },
    async stop(): Promise<void> {
      await app.stop();
      await db.$disconnect();
      await sandbox.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export function breath(ms = 20): Promise<void> {
  return new Promise((next) => void setTimeout(next, ms));
}
