import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { block } from "./extension.ts";
import { type Shopper, startShopper } from "./shopper.ts";

let shopper: Shopper;
let page: Page;

beforeAll(async () => {
  shopper = await startShopper({
    "assets/own.js": "",
    "blocks/button.liquid": block(
      "<b {{ block.shopify_attributes }}>{{ block.settings.label }} {{ request.design_mode }}</b>",
      { javascript: "own.js", settings: [{ type: "text", id: "label", label: "Label", default: "Try it" }] },
    ),
  });
  page = await shopper.openPage();
});
beforeEach(() => {
  shopper.shop.blockSettings = {};
});
afterAll(() => shopper.stop());

test("a change of a setting renders the section again, and says so before and after", async () => {
  await page.goto(`${shopper.origin}${shopper.path}?design_mode=1`);
  expect(await page.locator("b").textContent()).toBe("Try it true");
  expect(await page.locator("b").getAttribute("data-shopify-editor-block")).toContain('"type":"button"');
  shopper.shop.blockSettings = { label: "Anprobe" };
  const told = await page.evaluate(async () => {
    const told: string[] = [];
    for (const name of ["shopify:section:unload", "shopify:section:load"]) {
      document.addEventListener(name, (event) => {
        const { sectionId } = event instanceof CustomEvent ? event.detail : {};
        told.push(`${name} ${sectionId}: ${document.querySelector("b")?.textContent}`);
      });
    }
    await Reflect.get(window, "themeEditor").reload();
    return told;
  });
  expect(told).toStrictEqual([
    "shopify:section:unload template--1__main: Try it true",
    "shopify:section:load template--1__main: Anprobe true",
  ]);
  await page.getByRole("button", { name: "Add to cart" }).waitFor();
});

test("a shopper has no theme editor", async () => {
  await page.goto(shopper.origin + shopper.path);
  expect(await page.locator("b").textContent()).toBe("Try it false");
  expect(await page.evaluate(() => Reflect.get(window, "themeEditor"))).toBeUndefined();
});

test("a page gives its sections one by one and together, and none that it has not", async () => {
  const [one, unknown, ofCart] = await Promise.all(
    ["template--1__main", "nothing", "main-cart"].map((id) =>
      fetch(`${shopper.origin}${shopper.path}?section_id=${id}`),
    ),
  );
  const html = (await one?.text()) ?? "";
  expect(html).toMatch(/^<section id="shopify-section-template--1__main"[\s\S]+<\/section>$/);
  expect(html).toContain("<b >Try it false</b>");
  expect(html).not.toContain("own.js");
  expect(html).not.toContain("<html");
  expect([unknown?.status, ofCart?.status]).toStrictEqual([404, 200]);
  expect((await fetch(`${shopper.origin}/?section_id=template--1__main`)).status).toBe(404);
  const together = await fetch(
    `${shopper.origin}${shopper.path}?sections=cart-icon-bubble,template--1__main,nothing`,
  );
  expect(await together.json()).toStrictEqual({
    "cart-icon-bubble": expect.stringContaining("Cart"),
    "template--1__main": html,
    nothing: null,
  });
});
