/** `npm run screens`: pictures of the running demo for the README, made by walking through it as people do. */
import { mkdir } from "node:fs/promises";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "../../helpers/browser.ts";
import { personFile } from "../drawings/people.ts";
import { root } from "./app-process.ts";
import { browserName } from "./merchant.ts";

const { values } = parseArgs({ options: { port: { type: "string", default: "4000" } } });
const origin = `http://127.0.0.1:${values.port}`;
const folder = resolve(root, "docs/screens");
const sizes = { wide: { width: 1280, height: 860 }, phone: { width: 390, height: 844 } };

async function openPage(browser: Browser, size: keyof typeof sizes): Promise<Page> {
  const context = await browser.newContext({
    viewport: sizes[size],
    userAgent: browserName,
    // Nothing is caught halfway through a movement.
    reducedMotion: "reduce",
    deviceScaleFactor: size === "phone" ? 2 : 1,
  });
  return context.newPage();
}

async function shopper(page: Page, shoot: (name: string) => Promise<void>): Promise<void> {
  await page.goto(`${origin}/`, { waitUntil: "networkidle" });
  await shoot("shop");
  await page.goto(`${origin}/products/sunne-wrap-dress`, { waitUntil: "networkidle" });
  await shoot("product");
  await page.getByRole("button", { name: "Try it on" }).click();
  const photo = page.locator('dialog.try-on [data-input="choose"]');
  await photo.waitFor({ state: "attached" });
  await shoot("dialog-photo");
  const buffer = (await personFile("amara")) ?? Buffer.alloc(0);
  await photo.setInputFiles({ name: "me.jpg", mimeType: "image/jpeg", buffer });
  await page.getByRole("checkbox").check();
  await shoot("dialog-consent");
  await page.getByRole("button", { name: "Make my picture" }).click();
  await page.locator('dialog.try-on [data-panel="waiting"]:not([hidden])').first().waitFor();
  await shoot("dialog-waiting");
  await page.getByRole("heading", { name: "Here you are" }).waitFor();
  await page.waitForLoadState("networkidle");
  await shoot("dialog-result");
  await page.goto(`${origin}/apps/try-it-on/policy`);
  await shoot("policy");
}

async function merchant(page: Page, shoot: (name: string) => Promise<void>): Promise<void> {
  const app = page.frameLocator("iframe").first();
  await page.goto(`${origin}/admin`);
  await app.getByRole("heading", { name: "Last try-ons" }).waitFor();
  await shoot("admin-home");
  await app.getByRole("button", { name: "Change connections" }).click();
  await app.getByText("In use").waitFor();
  await shoot("admin-connections");
  await app.getByRole("button", { name: "Change", exact: true }).click();
  await app.getByLabel("API key").waitFor();
  await shoot("admin-connection");
  await page.goto(`${origin}/admin/apps/fitting-room/app/connections/new`);
  await app.getByLabel("Model").selectOption({ label: "Kling Image 3.0 Omni" });
  await app.getByLabel("Prompt").scrollIntoViewIfNeeded();
  await shoot("admin-omni-image");
  await page.goto(`${origin}/admin/apps/fitting-room/app/try-ons`);
  await app.getByRole("heading", { name: "Try-ons" }).waitFor();
  await shoot("admin-try-ons");
  await page.goto(`${origin}/admin/apps/fitting-room/app/settings`);
  await app.getByRole("heading", { name: "Settings" }).waitFor();
  await shoot("admin-settings");
}

await mkdir(folder, { recursive: true });
const browser = await launchBrowser();
try {
  for (const size of ["wide", "phone"] as const) {
    const page = await openPage(browser, size);
    const shoot = async (name: string) => {
      await page.screenshot({ path: resolve(folder, `${name}-${size}.png`) });
      console.log(`docs/screens/${name}-${size}.png`);
    };
    await shopper(page, shoot);
    await merchant(page, shoot);
    await page.goto(`${origin}/inspector`);
    await page.getByRole("heading").first().waitFor();
    await shoot("inspector");
    await page.context().close();
  }
} finally {
  await browser.close();
}
