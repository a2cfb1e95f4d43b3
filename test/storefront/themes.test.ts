import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { block } from "./extension.ts";
import { type Shopper, startShopper } from "./shopper.ts";

let shopper: Shopper;
let page: Page;
let broken: string[];

beforeAll(async () => {
  shopper = await startShopper({
    "blocks/button.liquid": block("<b>block</b>", {}),
    "blocks/watch.liquid": block("<u>embed</u>", { target: "body" }),
  });
});
afterAll(() => shopper.stop());
beforeEach(async () => {
  shopper.shop.embedOn = true;
  page = await shopper.openPage();
  broken = [];
  page.on("pageerror", (error) => broken.push(error.message));
  page.on("response", (answer) => {
    if (answer.status() >= 400) broken.push(`${answer.status()} ${answer.url()}`);
  });
});
afterEach(async () => {
  await page.close();
  expect(broken).toStrictEqual([]);
});

function themeName(): Promise<string> {
  return page.evaluate(() => window.Shopify?.theme?.name ?? "");
}

test.each([
  ["horizon", "Horizon"],
  ["vintage", "Vintage"],
])("%s is worn on every page once it is chosen, under a strict policy too", async (theme, name) => {
  await page.goto(`${shopper.origin}/?theme=${theme}`);
  for (const address of [
    "/collections/all",
    shopper.path,
    "/cart",
    "/people",
    `${shopper.path}?csp=strict`,
  ]) {
    await page.goto(shopper.origin + address);
    expect(await themeName(), address).toBe(name);
    expect(await page.locator("u").textContent()).toBe("embed");
  }
  await page.goto(`${shopper.origin}/?theme=dawn`);
  expect(await themeName()).toBe("Dawn");
});

test("Horizon's picker chooses the variant by an event, which the form takes over", async () => {
  await page.goto(`${shopper.origin}${shopper.path}?theme=horizon`);
  expect(await page.locator(".product-details b").textContent()).toBe("block");
  const before = await page.locator('product-form-component [name="id"]').inputValue();
  const heard = page.evaluate(
    () =>
      new Promise((resolve) => {
        document.addEventListener("variant:update", (event) => {
          resolve(event instanceof CustomEvent && event.detail.resource.id);
        });
      }),
  );
  await page.locator("variant-picker fieldset").last().locator("label").last().click();
  const chosen = String(await heard);
  expect(chosen).not.toBe(before);
  await page.waitForURL((address) => address.searchParams.get("variant") === chosen);
  expect(await page.locator('product-form-component [name="id"]').inputValue()).toBe(chosen);
});

test("Horizon's drawer opens and renders itself for whoever says that the cart has changed", async () => {
  await page.goto(`${shopper.origin}${shopper.path}?theme=horizon`);
  await page.getByRole("button", { name: "Add to bag" }).click();
  await page.locator("cart-drawer-component dialog[open] .cart-item").waitFor();
  expect(await page.locator(".cart-bubble").textContent()).toBe("1");
  await page.getByRole("button", { name: "Close" }).click();
  await page.evaluate(async () => {
    const id = Number(document.querySelector('[name="id"]')?.getAttribute("value"));
    const headers = { "content-type": "application/json" };
    const body = JSON.stringify({ id, quantity: 2, properties: { _from: "an app" } });
    await fetch("/cart/add.js", { method: "POST", headers, body });
    const detail = { resource: {}, data: { source: "an-app", itemCount: 3 } };
    document.dispatchEvent(new CustomEvent("cart:update", { bubbles: true, detail }));
  });
  await page.locator("cart-drawer-component dialog[open] .cart-item").nth(1).waitFor();
  expect(await page.locator(".cart-bubble").textContent()).toBe("3");
});

test("a quick view works in Horizon as well", async () => {
  await page.goto(`${shopper.origin}/collections/all?theme=horizon`);
  await page.getByRole("button", { name: "Quick view" }).first().click();
  const modal = page.getByRole("dialog", { name: "Quick view" });
  await modal.getByRole("button", { name: "Add to bag" }).click();
  await page.locator("cart-drawer-component dialog[open] .cart-item").waitFor();
});

test("Vintage takes no app block, and its form leads to the cart page", async () => {
  await page.goto(`${shopper.origin}${shopper.path}?theme=vintage`);
  expect(await page.locator("b").count()).toBe(0);
  expect(await page.locator("u").count()).toBe(1);
  const options = page.locator("select[name=id] option:enabled");
  const chosen = (await options.last().getAttribute("value")) ?? "";
  await page.locator("select[name=id]").selectOption(chosen);
  await page.getByRole("button", { name: "Add to Cart" }).click();
  await page.waitForURL("**/cart");
  expect(await page.locator(".cart-item__name").getAttribute("href")).toContain(`variant=${chosen}`);
  expect(await page.locator("cart-drawer, cart-drawer-component").count()).toBe(0);
  await page.getByRole("button", { name: "Remove" }).click();
  await page.getByText("Nothing in it yet.").waitFor();
});

test("a theme that the shop has not is the one that it had", async () => {
  await page.goto(`${shopper.origin}/?theme=vintage`);
  await page.goto(`${shopper.origin}/?theme=nothing`);
  expect(await themeName()).toBe("Vintage");
});
