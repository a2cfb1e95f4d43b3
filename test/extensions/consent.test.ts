import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { launchBrowser } from "../helpers/browser.ts";
import { personFile } from "../sandbox/drawings/people.ts";
import { startStorefront, type Storefront } from "../storefront/storefront.ts";
import { type App, makeApp, publishTerms, running, terms } from "./app.ts";

const newer = {
  ...terms,
  version: "second-version",
  processors: [{ name: "HiDream.ai", country: "CN" }],
  kept_hours: 72,
  addition: "<b>Ask us</b> at the till.",
};
const outdated = { status: 409, body: { error: { code: "consent_outdated", message: "?" } } };
const taken = { status: 202, body: { id: "t1", token: "secret", state: "queued", poll_after_ms: 0 } };

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
  app.looks = [{ status: 200, body: { id: "t1", state: "done" } }];
  storefront = await startStorefront(app.handle);
  publishTerms(storefront.shop, terms);
  page = await browser.newPage();
  page.setDefaultTimeout(8000);
});
afterEach(async () => {
  await page.close();
  await storefront.close();
});

const dialog = () => page.locator("dialog.try-on");
const text = () => dialog().locator("[data-version]");
const go = (name = "Make my picture") => dialog().getByRole("button", { name }).click();

async function openWithPhoto(query = "", button = "Try it on"): Promise<void> {
  await page.goto(`${storefront.origin}/products/sunne-wrap-dress${query}`);
  await page.getByRole("button", { name: button }).click();
  await givePhoto();
}

async function givePhoto(): Promise<void> {
  const buffer = (await personFile("maja")) ?? Buffer.alloc(0);
  await dialog()
    .locator('[data-input="choose"]')
    .setInputFiles({ name: "me.jpg", mimeType: "image/jpeg", buffer });
  await text().waitFor();
}

const words = async () => (await text().innerText()).replaceAll("\u00a0", " ");

test("the text names who gets the photo, in which country and for how long, in the shopper's language", async () => {
  await openWithPhoto();
  expect(await words()).toMatch(/Kling AI \(Kuaishou\) · Singapore\s+relay\.example · country not known/);
  expect(await words()).toContain("kept for 24 hours at most");
  const policy = dialog().getByRole("link", { name: "All about your photo" });
  expect(await policy.getAttribute("href")).toBe("/apps/try-it-on/policy?locale=en");
  expect(await policy.getAttribute("target")).toBe("_blank");

  publishTerms(storefront.shop, newer);
  await openWithPhoto("?locale=de", "Anprobieren");
  expect(await words()).toContain("HiDream.ai · China");
  expect(await words()).toContain("höchstens 3 Tage gespeichert");
  await openWithPhoto("?locale=fr", "Essayer sur moi");
  expect(await words()).toContain("HiDream.ai · Chine");
  expect(await words()).toContain("conservée 3 jours au plus");
}, 30_000);

test("what the merchant adds is shown as text, also where it looks like markup", async () => {
  publishTerms(storefront.shop, { ...newer, addition: "</script><img src=x onerror=alert(1)> & more" });
  await openWithPhoto();
  expect(await words()).toContain("</script><img src=x onerror=alert(1)> & more");
  expect(await text().locator("img").count()).toBe(0);
}, 20_000);

test("an agreement is remembered for its version, and other terms are asked about again", async () => {
  await openWithPhoto();
  await dialog().getByRole("checkbox").check();
  await go();
  await page.getByRole("heading", { name: "Here you are" }).waitFor();
  await openWithPhoto();
  expect(await dialog().getByRole("checkbox").isVisible()).toBe(false);

  publishTerms(storefront.shop, newer);
  await openWithPhoto();
  expect(await dialog().getByRole("checkbox").isChecked()).toBe(false);
  await go();
  await page.getByText("Please tick the box first").waitFor();
  expect(app.starts).toHaveLength(1);
}, 30_000);

test("terms that changed while the page was open are shown and asked about, and the photo stays", async () => {
  app.startAnswer = outdated;
  app.consentAnswer = { status: 200, body: newer };
  await openWithPhoto();
  await dialog().getByRole("checkbox").check();
  await go();
  await dialog().getByRole("alert").filter({ hasText: "has changed meanwhile" }).waitFor();
  expect(await text().getAttribute("data-version")).toBe(newer.version);
  expect(await words()).toContain("HiDream.ai · China");
  expect(await words()).toContain("<b>Ask us</b> at the till.");
  expect(await dialog().getByRole("img", { name: "Your photo" }).isVisible()).toBe(true);
  expect(await dialog().getByRole("checkbox").isChecked()).toBe(false);

  app.startAnswer = taken;
  await dialog().getByRole("checkbox").check();
  await go();
  await page.getByRole("heading", { name: "Here you are" }).waitFor();
  expect(app.starts.map(({ query }) => query.get("consent"))).toEqual([terms.version, newer.version]);
}, 30_000);

test("terms that can't be fetched at that moment are no dead end", async () => {
  app.startAnswer = outdated;
  app.consentAnswer = "cut";
  await openWithPhoto();
  await dialog().getByRole("checkbox").check();
  await go();
  const trouble = dialog().locator("[data-trouble]");
  await trouble.waitFor();
  expect(await trouble.innerText()).toMatch(/no connection|went wrong|problem/);
  app.consentAnswer = { status: 200, body: newer };
  await go("Try again");
  await dialog().getByRole("alert").filter({ hasText: "has changed meanwhile" }).waitFor();
  expect(await dialog().getByRole("img", { name: "Your photo" }).isVisible()).toBe(true);
}, 20_000);

test("a page that was made without terms asks for them before anything is sent", async () => {
  publishTerms(storefront.shop, undefined);
  await openWithPhoto();
  await dialog().getByRole("checkbox").check();
  await go();
  await dialog().locator(`[data-version="${terms.version}"]`).waitFor();
  expect(app.starts).toHaveLength(0);
  await dialog().getByRole("checkbox").check();
  await go();
  await page.getByRole("heading", { name: "Here you are" }).waitFor();
  expect(app.starts[0]?.query.get("consent")).toBe(terms.version);
}, 20_000);

test("Delete now has photo and picture destroyed, and says so, or says that it could not be done", async () => {
  await openWithPhoto();
  await dialog().getByRole("checkbox").check();
  await go();
  await page.getByRole("heading", { name: "Here you are" }).waitFor();
  expect(await dialog().innerText()).toMatch(/kept for 24\shours at most/);
  app.deleteAnswer = "cut";
  await go("Delete now");
  await dialog().getByRole("alert").filter({ hasText: "could not be deleted" }).waitFor();
  app.deleteAnswer = { status: 200, body: { receipt: [] } };
  await go("Delete now");
  await dialog().getByText("Your photo and your picture have been deleted.").waitFor();
  expect(app.deleted.map((query) => query.get("token"))).toEqual(["secret", "secret"]);
  expect(await dialog().locator("img[data-picture][src]").count()).toBe(0);
}, 20_000);

test("a try-on can be stopped while it is made, and its photo is deleted", async () => {
  app.looks = [running];
  await openWithPhoto();
  await dialog().getByRole("checkbox").check();
  await go();
  await go("Stop and delete my photo");
  await dialog().getByText("have been deleted.").waitFor();
  expect(app.deleted).toHaveLength(1);
  await givePhoto();
  expect(await dialog().getByRole("button", { name: "Make my picture" }).isVisible()).toBe(true);
}, 20_000);
