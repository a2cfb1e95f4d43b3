import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { block } from "./extension.ts";
import { type Shopper, startShopper } from "./shopper.ts";

let shopper: Shopper;
let page: Page;

beforeAll(async () => {
  shopper = await startShopper({
    "assets/own.js": "window.loaded = true;",
    "blocks/button.liquid": block(
      "<b>{{ product.id }}</b><script>window.ran = (window.ran || 0) + 1;</script>",
      { javascript: "own.js", enabled_on: { templates: ["product"] } },
    ),
    "blocks/watch.liquid": block("<u>watching</u>", { target: "body", javascript: "own.js" }),
  });
});
afterAll(() => shopper.stop());
beforeEach(async () => {
  page = await shopper.openPage();
});
afterEach(async () => {
  await page.close();
  shopper.shop.embedOn = false;
});

function onPage(name: string): Promise<unknown> {
  return page.evaluate((name) => Reflect.get(window, name), name);
}

async function view(at: number) {
  await page.goto(`${shopper.origin}/collections/all`);
  await page.getByRole("button", { name: "Quick view" }).nth(at).click();
  const modal = page.getByRole("dialog", { name: "Quick view" });
  await modal.waitFor();
  return modal;
}

test("a quick view shows the product with the app block, whose own script the page does not load", async () => {
  const [product] = shopper.shop.products;
  const modal = await view(0);
  expect(await modal.locator("b").textContent()).toBe(String(product?.id));
  expect(await modal.locator(".shopify-app-block").count()).toBe(1);
  expect(await onPage("ran")).toBe(1);
  expect(await onPage("loaded")).toBeUndefined();
  await modal.getByRole("button", { name: "Close" }).click();
  await modal.waitFor({ state: "hidden" });
  expect(await page.locator("b").count()).toBe(0);
});

test("with the embed on, the script is there for the quick view too", async () => {
  shopper.shop.embedOn = true;
  await view(0);
  expect(await onPage("loaded")).toBe(true);
});

test("a variant is chosen and bought in the quick view, and the address stays the collection's", async () => {
  const at = shopper.shop.products.findIndex(({ variants }) => variants.at(1)?.available);
  const modal = await view(at);
  await modal.locator("variant-selects label").nth(1).click();
  expect(page.url()).toBe(`${shopper.origin}/collections/all`);
  await modal.getByRole("button", { name: "Add to cart" }).click();
  await page.locator("cart-drawer dialog[open] .cart-item").waitFor();
  await page.locator("cart-drawer [data-close]").click();
  await modal.press("Escape");
  await modal.waitFor({ state: "hidden" });
});
