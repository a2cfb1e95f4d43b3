import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { block } from "./extension.ts";
import { type Shopper, startShopper } from "./shopper.ts";

let shopper: Shopper;
let page: Page;

beforeAll(async () => {
  shopper = await startShopper({
    "assets/own.css": ".own { letter-spacing: 0; position: fixed; z-index: 2147483647; }",
    "blocks/notice.liquid": block(
      '<p class="own">notice</p><dialog class="own" open>dialog</dialog><button type="button">press</button>',
      { target: "body", stylesheet: "own.css" },
    ),
  });
  shopper.shop.embedOn = true;
  page = await shopper.openPage();
});
afterAll(() => shopper.stop());

function styleOf(selector: string, name: string): Promise<string> {
  return page
    .locator(selector)
    .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), name);
}

test("a hostile page spares nothing that an app put into it", async () => {
  await page.goto(`${shopper.origin}/?hostile=1`);
  expect(await styleOf(".shopify-app-block", "display")).toBe("none");
  expect(await styleOf("dialog.own", "display")).toBe("none");
  expect(await styleOf("dialog.own", "position")).toBe("static");
  expect(await styleOf(".shopify-app-block button", "font-size")).toBe("11px");
  expect(await styleOf(".shopify-app-block button", "text-transform")).toBe("uppercase");
  expect(await styleOf("html", "font-size")).toBe("10px");
  expect(await styleOf("main img >> nth=0", "filter")).toBe("grayscale(1)");
});

test("its chat lies on top, and its own cart still opens", async () => {
  await page.goto(`${shopper.origin}/?hostile=1`);
  const [width = 0, height = 0] = [page.viewportSize()?.width, page.viewportSize()?.height];
  const onTop = await page.evaluate(
    ([x = 0, y = 0]) => document.elementFromPoint(x, y)?.className,
    [width - 48, height - 48],
  );
  expect(onTop).toBe("chat-bubble");
  await page.locator("#cart-icon-bubble").click();
  await page.locator("cart-drawer dialog[open]").waitFor();
});

test("other pages are spared", async () => {
  await page.goto(shopper.origin);
  expect(await styleOf(".shopify-app-block", "display")).toBe("block");
  expect(await page.locator(".chat-bubble").count()).toBe(0);
});
