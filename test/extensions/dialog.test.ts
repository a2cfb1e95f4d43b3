import type { Browser, Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { personFile } from "../sandbox/drawings/people.ts";
import { startStorefront, type Storefront } from "../storefront/storefront.ts";
import { type App, makeApp, publishTerms, running, terms } from "./app.ts";
import { launchBrowser } from "../helpers/browser.ts";

const done = { status: 200, body: { id: "t1", state: "done" } };

let browser: Browser;
let storefront: Storefront;
let app: App;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
}, 30_000);
afterAll(() => browser.close());
beforeEach(async () => {
  app = makeApp();
  storefront = await startStorefront(app.handle);
  publishTerms(storefront.shop, terms);
  page = await browser.newPage();
  page.setDefaultTimeout(8000);
});
afterEach(async () => {
  await page.close();
  await storefront.close();
});

async function openWithPhoto(photo: Buffer, variant = ""): Promise<void> {
  await page.goto(`${storefront.origin}/products/sunne-wrap-dress${variant}`);
  await page.getByRole("button", { name: "Try it on" }).click();
  const file = { name: "me.jpg", mimeType: "image/jpeg", buffer: photo };
  await page.locator('dialog.try-on [data-input="choose"]').setInputFiles(file);
  await page.getByRole("button", { name: "Make my picture" }).waitFor();
}

async function makePicture(): Promise<void> {
  await page.getByRole("checkbox").check();
  await page.getByRole("button", { name: "Make my picture" }).click();
}

async function maja(): Promise<Buffer> {
  return (await personFile("maja")) ?? Buffer.alloc(0);
}

test("nothing of the dialog is fetched before the press", async () => {
  const fetched: string[] = [];
  page.on("request", (request) => fetched.push(new URL(request.url()).pathname));
  await page.goto(`${storefront.origin}/products/sunne-wrap-dress`, { waitUntil: "networkidle" });
  const ours = fetched.filter((path) => path.startsWith("/cdn/extensions/"));
  expect(ours).toStrictEqual(["/cdn/extensions/try-it-on/assets/try-it-on.js"]);
}, 20_000);

test("a shopper goes from the button to the cart with the chosen variant, through a lost connection", async () => {
  const variant = storefront.shop.products
    .find((each) => each.handle === "sunne-wrap-dress")
    ?.variants.at(-1);
  app.looks = [running, "cut", done];
  const upright = await sharp(await maja())
    .resize(3000)
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
  await openWithPhoto(upright, `?variant=${variant?.id}`);
  await page.getByRole("button", { name: "Make my picture" }).click();
  await page.getByText("Please tick the box first").waitFor();
  expect(app.starts).toHaveLength(0);

  await makePicture();
  await page.getByRole("heading", { name: "Here you are" }).waitFor();
  const [start] = app.starts;
  expect(app.starts).toHaveLength(1);
  expect(start?.query.get("variant_id")).toBe(String(variant?.id));
  expect(start?.query.get("consent")).toBe(terms.version);
  expect(start?.query.get("language")).toBe("en");
  expect(start?.query.get("visitor")).toMatch(/^[0-9a-f]{32}$/);
  const sent = await sharp(start?.bytes).metadata();
  expect(sent).toMatchObject({ format: "jpeg", width: 2048, height: 1365 });
  expect(sent.exif).toBeUndefined();

  await page.getByRole("button", { name: "Before" }).click();
  await page.getByRole("img", { name: "Your photo" }).waitFor();
  await page.locator("dialog.try-on").getByRole("button", { name: "Add to cart" }).click();
  await page
    .locator("cart-drawer dialog[open]")
    .getByText(variant?.title ?? "")
    .waitFor();
  const cart = await page.evaluate(async () => (await fetch("/cart.js")).json());
  expect(cart.items).toMatchObject([{ id: variant?.id, properties: { _try_on_id: "t1" } }]);
}, 30_000);

test("a failure has its own sentence and a way on, and Escape gives the focus back", async () => {
  app.looks = [
    { status: 200, body: { id: "t1", state: "failed", failure: { code: "no_person", message: "?" } } },
  ];
  await openWithPhoto(await maja());
  await makePicture();
  await page.locator("[data-trouble]", { hasText: "could not find a person" }).waitFor();
  await page.getByRole("button", { name: "Choose another photo" }).click();
  await page.getByRole("heading", { name: "See it on you" }).waitFor();
  await page.keyboard.press("Escape");
  expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toBe("Try it on");
}, 20_000);

test("a refusal at the start is explained, and the theme can call a try-on off", async () => {
  app.startAnswer = { status: 429, body: { error: { code: "busy", message: "?" } } };
  await openWithPhoto(await maja());
  await page.evaluate(() =>
    document.addEventListener("try-on:start", (event) => event.preventDefault(), { once: true }),
  );
  await makePicture();
  expect(app.starts).toHaveLength(0);
  await page.getByRole("button", { name: "Make my picture" }).click();
  await page.locator("[data-trouble]", { hasText: "Many people are trying" }).waitFor();
  app.startAnswer = "cut";
  await page.getByRole("button", { name: "Try again" }).click();
  await page
    .locator("[data-trouble]", { hasText: "a problem" })
    .or(page.locator("[data-trouble]", { hasText: "wrong" }))
    .waitFor();
}, 20_000);
