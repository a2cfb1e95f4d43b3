import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { setReady, startStorefront, type Storefront } from "./storefront.ts";

let storefront: Storefront;
let path: string;

beforeAll(async () => {
  storefront = await startStorefront();
  path = `/products/${storefront.shop.products[0]?.handle}`;
});
beforeEach(() => {
  setReady(storefront.shop, true);
  storefront.shop.blockPlaced = true;
});
afterAll(() => storefront.close());

async function html(address: string): Promise<string> {
  return (await fetch(storefront.origin + address)).text();
}

test("every page answers, and an unknown product is a 404", async () => {
  const pages = ["/", "/collections/all", path, "/cart", "/people", "/checkout"];
  const statuses = await Promise.all(
    pages.map(async (page) => (await fetch(storefront.origin + page)).status),
  );
  expect(statuses).toStrictEqual(pages.map(() => 200));
  expect((await fetch(`${storefront.origin}/products/nothing`)).status).toBe(404);
  expect((await fetch(`${storefront.origin}/products/nothing.js`)).status).toBe(404);
});

test("the block stands on the product page when it is placed and the shop is ready", async () => {
  const page = await html(path);
  expect(page).toContain("<try-it-on");
  expect(page.match(/<script src="\/cdn\/extensions\/try-it-on\/assets\/try-it-on.js" async/g)).toHaveLength(
    1,
  );
  setReady(storefront.shop, false);
  expect(await html(path)).not.toContain("try-it-on.js");
  setReady(storefront.shop, true);
  storefront.shop.blockPlaced = false;
  expect(await html(path)).not.toContain("<try-it-on");
});

test("the block speaks the language of the page and knows the theme editor", async () => {
  expect(await html(`${path}?locale=de`)).toContain("Anprobieren");
  expect(await html(`${path}?locale=xx`)).toContain("Try it on");
  expect(await html(path)).not.toContain("Translation missing");
  expect(await html(path)).not.toContain("data-shopify-editor-block");
  expect(await html(`${path}?design_mode=1`)).toContain("data-shopify-editor-block");
});

test("the address chooses the variant", async () => {
  const variant = storefront.shop.products[0]?.variants.at(-1);
  const page = await html(`${path}?variant=${variant?.id}`);
  expect(page).toContain(`name="id" value="${variant?.id}"`);
  expect(page).toContain(`data-variant-id="${variant?.id}"`);
});

test("product JSON has Shopify's fields", async () => {
  const product = await (await fetch(`${storefront.origin}${path}.js`)).json();
  expect(product).toMatchObject({
    id: storefront.shop.products[0]?.id,
    options: [{ position: 1 }, { position: 2 }],
  });
  expect(product.images[0]).toMatch(/^\/\/127\.0\.0\.1:\d+\/cdn\/shop\/files\/.+\?v=\d+$/);
  expect(product.variants[0]).toMatchObject({ option1: expect.any(String), price: expect.any(Number) });
});
