import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { buttonKinds } from "../sandbox/button-kinds.ts";
import { publishProducts, startStorefront, type Storefront } from "../storefront/storefront.ts";

let storefront: Storefront;
beforeAll(async () => {
  storefront = await startStorefront();
});
beforeEach(() => publishProducts(storefront.shop));
afterAll(() => storefront.close());

async function hasButton(handle: string): Promise<boolean> {
  const answer = await fetch(`${storefront.origin}/products/${handle}`);
  expect(answer.status).toBe(200);
  return (await answer.text()).includes("<try-it-on");
}

test("a dress has the button, and a bag has none", async () => {
  expect(await hasButton("sunne-wrap-dress")).toBe(true);
  expect(await hasButton("torget-canvas-tote")).toBe(false);
});

test("a product that its shard does not name has no button, and its neighbours keep theirs", async () => {
  const dress = storefront.shop.products.find(({ handle }) => handle === "sunne-wrap-dress");
  const others = buttonKinds(storefront.shop.products).filter(([id]) => id !== BigInt(dress?.id ?? 0));
  publishProducts(storefront.shop, others);
  expect(await hasButton("sunne-wrap-dress")).toBe(false);
  expect(await hasButton("kiruna-shift-dress")).toBe(true);
});

test("a product of a kind that nobody knows has the button where the shard says any", async () => {
  const tote = storefront.shop.products.find(({ handle }) => handle === "torget-canvas-tote");
  publishProducts(storefront.shop, [[BigInt(tote?.id ?? 0), "any"]]);
  expect(await hasButton("torget-canvas-tote")).toBe(true);
});

test("a shop that was told of no products yet shows no button", async () => {
  for (const key of storefront.shop.appData.keys())
    if (key.startsWith("fitting_room.products_")) storefront.shop.appData.delete(key);
  expect(await hasButton("sunne-wrap-dress")).toBe(false);
});
