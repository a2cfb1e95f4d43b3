import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { block } from "./extension.ts";
import { type Shopper, startShopper } from "./shopper.ts";

let shopper: Shopper;
let page: Page;
let refused: string[];

beforeAll(async () => {
  shopper = await startShopper({
    "blocks/button.liquid": block("<b>button</b>{{ block.settings.more }}", {
      settings: [{ type: "html", id: "more", label: "More" }],
    }),
  });
});
afterAll(() => shopper.stop());
beforeEach(async () => {
  page = await shopper.openPage();
  refused = [];
  await page.exposeFunction("refuse", (what: string) => refused.push(what));
  await page.addInitScript(() => {
    addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => {
      Reflect.get(window, "refuse")(`${effectiveDirective} ${blockedURI}`);
    });
  });
});
afterEach(() => page.close());

test("the theme itself lives under a strict policy, its cart too", async () => {
  for (const address of ["/", "/people", "/cart", shopper.path]) {
    await page.goto(`${shopper.origin}${address}?csp=strict`, { waitUntil: "networkidle" });
    expect(await page.evaluate(() => window.Shopify?.shop)).toBe("shop.myshopify.com");
  }
  await page.getByRole("button", { name: "Add to cart" }).click();
  await page.getByRole("heading", { name: "Your cart" }).waitFor();
  expect(refused).toStrictEqual([]);
});

test("what is inline or from elsewhere is refused, and the app's pictures are not", async () => {
  const appOrigin = new URL(shopper.world.app.origin).origin;
  shopper.shop.blockSettings = {
    more: `<style>b { color: red }</style><script>window.ran = true</script><img src="${appOrigin}/media/1"><img src="http://127.0.0.1:1/x.png">`,
  };
  await page.goto(`${shopper.origin}${shopper.path}?csp=strict`, { waitUntil: "networkidle" });
  expect(refused.toSorted()).toStrictEqual([
    "img-src http://127.0.0.1:1/x.png",
    "script-src-elem inline",
    "style-src-elem inline",
  ]);
  expect(await page.evaluate(() => Reflect.get(window, "ran"))).toBeUndefined();
});

test("nobody asks for a policy, nobody gets one", async () => {
  const answer = await fetch(shopper.origin + shopper.path);
  expect(answer.headers.get("content-security-policy")).toBeNull();
  const nonces = [1, 2].map(async () => (await fetch(`${shopper.origin}${shopper.path}?csp=strict`)).headers);
  const [one, other] = await Promise.all(nonces);
  expect(one?.get("content-security-policy")).not.toBe(other?.get("content-security-policy"));
});
