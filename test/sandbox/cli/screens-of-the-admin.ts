/**
 * The merchant's pages, in a shop that has been busy (`npm run seed:large -- --try-ons 6000 --products 0 --days 90`) and in
 * one that has set nothing up.
 */
import type { FrameLocator, Page } from "playwright-core";
import { pictures } from "./pictures.ts";

type Shoot = (name: string) => Promise<void>;

export async function merchantWalk(page: Page, origin: string, shoot: Shoot): Promise<void> {
  const app = page.frameLocator("iframe").first();
  const open = opener(page, app, origin);
  await open("", "Last try-ons");
  await shoot("admin-home");
  await open("/products", "Products");
  await app.getByRole("row").nth(3).waitFor();
  await shoot("admin-products");
  await app.getByText("Sunne Wrap Dress").first().click();
  await app.getByText("Goes to the model").waitFor();
  await pictures(app.locator("img"));
  await shoot("admin-product");
  await open("/products/rule", "Which products have the button");
  await app.getByText("Products of chosen types").click();
  await app.getByText(/^Dresses \(/).click();
  await app.getByText("would have the button").waitFor();
  await shoot("admin-rule");
  await leave(page);
  await open("/models", "Models");
  await shoot("admin-models");
  await compare(page, app);
  await shoot("admin-compare");
  await open("/connections", "Connections");
  await app.getByText("In use").first().waitFor();
  await shoot("admin-connections");
  await app
    .getByRole("button", { name: /^Change/ })
    .first()
    .click();
  await app.getByLabel("API key").waitFor();
  await shoot("admin-connection");
  await open("/usage", "Usage");
  await shoot("admin-usage");
  await app.getByRole("heading", { name: "From seen to added" }).scrollIntoViewIfNeeded();
  await shoot("admin-usage-funnel");
  await open("/usage/try-ons", "All try-ons");
  await shoot("admin-try-ons");
  await open("/settings", "Settings");
  await shoot("admin-settings");
  await open("/settings/data", "Receipts");
  await shoot("admin-data");
}

export async function newcomerWalk(page: Page, origin: string, shoot: Shoot): Promise<void> {
  const app = page.frameLocator("iframe").first();
  const open = opener(page, app, origin);
  for (const [path, heading, name] of [
    ["", "Set up", "home"],
    ["/models", "Models", "models"],
    ["/connections", "Connections", "connections"],
    ["/usage", "Usage", "usage"],
  ] as const) {
    await open(path, heading);
    await shoot(`admin-new-${name}`);
  }
  await page.goto(`${origin}/admin/apps/fitting-room/app/connections/new`, { waitUntil: "networkidle" });
  await app.getByLabel("API key").first().waitFor();
  await shoot("admin-new-connection");
}

function opener(page: Page, app: FrameLocator, origin: string) {
  return async (path: string, heading: string) => {
    await page.goto(`${origin}/admin/apps/fitting-room/app${path}`, { waitUntil: "networkidle" });
    await app.getByRole("heading", { name: heading }).first().waitFor();
  };
}

/** What was changed for a picture alone is not to be saved. */
async function leave(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Discard" }).click();
}

async function compare(page: Page, app: FrameLocator): Promise<void> {
  await app.getByRole("button", { name: "Compare models" }).click();
  await app.getByRole("button", { name: "Choose a product" }).click();
  const picker = page.getByRole("dialog");
  await picker.getByRole("searchbox").fill("Fjell T-shirt");
  await picker.getByLabel(/Fjell T-shirt/).check();
  await picker.getByRole("button", { name: "Select" }).click();
  await app.getByLabel("Kolors Virtual Try-On v1", { exact: true }).check();
  await app.getByRole("button", { name: /^Compare( for|$)/ }).click();
  await app
    .getByRole("img", { name: /made by/ })
    .nth(1)
    .waitFor();
  await page.waitForLoadState("networkidle");
}
