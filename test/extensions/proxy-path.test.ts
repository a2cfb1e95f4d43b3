/** Where the page finds the app: below the shop's own address, however a merchant has written the proxy's path. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { startStorefront, type Storefront } from "../storefront/storefront.ts";

let storefront: Storefront;
beforeAll(async () => {
  storefront = await startStorefront();
});
afterAll(() => storefront.close());

test.each(["apps/try-it-on", "/apps/try-it-on", "//apps/try-it-on/", " apps / try-it-on ", ""])(
  "the proxy's path %j leads to this shop and to no other host",
  async (proxy) => {
    storefront.shop.blockSettings = { proxy };
    const page = await (await fetch(`${storefront.origin}/products/sunne-wrap-dress`)).text();
    expect(page).toContain('data-root="/apps/try-it-on"');
    expect(page).toContain('href="/apps/try-it-on/policy?locale=en"');
  },
);
