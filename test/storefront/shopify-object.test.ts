import { createContext, runInContext } from "node:vm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startStorefront, type Storefront } from "./storefront.ts";

let storefront: Storefront;
beforeAll(async () => {
  storefront = await startStorefront();
});
afterAll(() => storefront.close());

/** Runs the page's own inline scripts as a browser would, and answers the window that they leave. */
async function open(address: string, cookie = "") {
  const answer = await fetch(storefront.origin + address, { headers: { cookie } });
  const html = await answer.text();
  const context = createContext({ window: {} });
  for (const [, script = ""] of html.matchAll(/<script(?: nonce="[^"]*")?>([\s\S]*?)<\/script>/g)) {
    runInContext(script, context);
  }
  const kept = answer.headers.getSetCookie().map((each) => each.split(";")[0]);
  return {
    ask: (expression: string): unknown => runInContext(expression, context),
    kept: kept.join("; "),
  };
}

test("a page tells its scripts about the shop", async () => {
  const { ask } = await open("/?locale=de");
  expect(ask("JSON.stringify(window.Shopify)")).toBe(
    JSON.stringify({
      shop: "shop.myshopify.com",
      locale: "de",
      currency: { active: "EUR", rate: "1.0" },
      country: "DE",
      theme: { id: 136401, name: "Dawn", role: "main" },
      routes: { root: "/" },
      customerPrivacy: {},
    }),
  );
});

test("only the theme editor is in design mode", async () => {
  expect((await open("/")).ask("window.Shopify.designMode")).toBeUndefined();
  expect((await open("/?design_mode=1")).ask("window.Shopify.designMode")).toBe(true);
});

test("a visitor may be counted, until they say no, and then on all pages", async () => {
  const allowed = "window.Shopify.customerPrivacy.analyticsProcessingAllowed()";
  expect((await open("/")).ask(allowed)).toBe(true);
  const refused = await open("/?privacy=no");
  expect(refused.ask(allowed)).toBe(false);
  expect((await open("/cart", refused.kept)).ask(allowed)).toBe(false);
  expect((await open("/cart?privacy=yes", refused.kept)).ask(allowed)).toBe(true);
});

test("a page may have nobody to ask about privacy", async () => {
  const { ask, kept } = await open("/?privacy=none");
  expect(ask("window.Shopify.customerPrivacy")).toBeUndefined();
  expect((await open("/cart", kept)).ask("window.Shopify.customerPrivacy")).toBeUndefined();
});
