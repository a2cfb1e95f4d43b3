/** The built app as a process of its own, a sandbox and a browser: what the end-to-end tests share. */
import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "../helpers/browser.ts";
import { createTestDatabase } from "../helpers/house.ts";
import { type AppProcess, freePort, root, startApp } from "../sandbox/cli/app-process.ts";
import { connectGateway, installApp } from "../sandbox/cli/merchant.ts";
import { waitForReadyShop } from "../sandbox/cli/ready-shop.ts";
import { type SandboxOptions, startSandbox } from "../sandbox/start.ts";

export const gatewayKey = "sk-key-of-the-end-to-end-tests";
const client = { clientId: "end-to-end-client", clientSecret: "end-to-end-secret" };

export type EndToEnd = Awaited<ReturnType<typeof startEndToEnd>>;

export async function startEndToEnd({
  connected = true,
  browser: wantsBrowser = true,
  sandbox: options = {},
}: { connected?: boolean; browser?: boolean; sandbox?: Partial<SandboxOptions> } = {}) {
  const database = await createTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), "fitting-room-"));
  const port = await freePort();
  const sandbox = await startSandbox({
    registration: await readFile(resolve(root, "shopify.app.toml"), "utf8"),
    appOrigin: `http://127.0.0.1:${port}`,
    ...client,
    gatewayKeys: [gatewayKey],
    taskMs: 300,
    ...options,
  });
  const said: string[] = [];
  const vaultKeys = `test:${randomBytes(32).toString("base64")}`;
  const launch = (): Promise<AppProcess> =>
    startApp({
      port,
      databaseAddress: database.address,
      sandboxOrigin: sandbox.origin,
      ...client,
      vaultKeys,
      mediaFolder: folder,
      scopes: "read_products,write_app_proxy",
      onOutput: (text) => void said.push(text),
    });
  let app = await launch();
  const [shop] = sandbox.world.shops.values();
  if (!shop) throw new Error("the sandbox has no shop");
  if (connected) {
    await installApp(sandbox.world, shop);
    await connectGateway(sandbox.world, shop, gatewayKey);
    await waitForReadyShop(shop);
  }
  const browser: Browser | undefined = wantsBrowser ? await launchBrowser() : undefined;

  return {
    sandbox,
    shop,
    said,
    databaseAddress: database.address,
    /** kill -9, and the same app again. */
    async killAndRestart(): Promise<void> {
      await app.kill();
      app = await launch();
    },
    async openPage(width = 1280, height = 900): Promise<Page> {
      if (!browser) throw new Error("this test has no browser");
      const context = await browser.newContext({ viewport: { width, height }, userAgent: desktopName });
      return context.newPage();
    },
    async stop(): Promise<void> {
      await browser?.close();
      await app.stop();
      await sandbox.close();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A headless browser says that it is one, and Shopify's library turns robots away. */
const desktopName =
  "Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Safari/537.36";
