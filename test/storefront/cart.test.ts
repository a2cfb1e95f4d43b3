import { afterAll, beforeAll, expect, test } from "vitest";
import { startStorefront, type Storefront } from "./storefront.ts";

let storefront: Storefront;
let available: number;
let soldOut: number;

beforeAll(async () => {
  storefront = await startStorefront();
  const variants = storefront.shop.products.flatMap((product) =>
    product.status === "ACTIVE" ? product.variants : [],
  );
  available = variants.find((variant) => variant.available)?.id ?? 0;
  soldOut = variants.find((variant) => !variant.available)?.id ?? 0;
});
afterAll(() => storefront.close());

async function post(path: string, body: unknown, cookie = "") {
  const isForm = body instanceof FormData;
  const answer = await fetch(`${storefront.origin}${path}`, {
    method: "POST",
    headers: { cookie, ...(!isForm && { "content-type": "application/json" }) },
    body: isForm ? body : JSON.stringify(body),
  });
  return {
    status: answer.status,
    body: await answer.json(),
    cookie: answer.headers.get("set-cookie")?.split(";")[0] ?? "",
  };
}

test("a variant is added by JSON and by a theme's form, as one line", async () => {
  const added = await post("/cart/add.js", { id: available, quantity: 2 });
  expect(added).toMatchObject({ status: 200, body: { variant_id: available, quantity: 2 } });
  const form = new FormData();
  form.append("id", String(available));
  await post("/cart/add.js", form, added.cookie);
  const cart = await (
    await fetch(`${storefront.origin}/cart.js`, { headers: { cookie: added.cookie } })
  ).json();
  expect(cart).toMatchObject({ item_count: 3, currency: "EUR", items: [{ id: available, quantity: 3 }] });
  expect(cart.total_price).toBe(cart.items[0].price * 3);
});

test("lines with different properties stay apart, and the theme's sections come along", async () => {
  const items = [{ id: available, quantity: 1, properties: { _try_on_id: "t1" } }, { id: available }];
  const { body, cookie } = await post("/cart/add.js", { items, sections: ["cart-icon-bubble", "unknown"] });
  expect(body.items).toHaveLength(2);
  expect(body.sections["cart-icon-bubble"]).toContain("2");
  expect(body.sections.unknown).toBeNull();
  const changed = await post("/cart/change.js", { line: 1, quantity: 0 }, cookie);
  expect(changed.body.item_count).toBe(1);
  expect((await post("/cart/clear.js", {}, cookie)).body.items).toStrictEqual([]);
});

test("sold out, unknown and senseless are refused in Shopify's shape", async () => {
  const refused = await post("/cart/add.js", { id: soldOut });
  expect(refused).toMatchObject({ status: 422, body: { status: 422, message: "Cart Error" } });
  expect(refused.body.description).toContain("already sold out");
  expect((await post("/cart/add.js", { id: 1 })).status).toBe(404);
  expect((await post("/cart/add.js", {})).status).toBe(400);
  expect((await post("/cart/change.js", { line: 9, quantity: 1 })).status).toBe(400);
});

test("recommendations leave the product itself out", async () => {
  const [product] = storefront.shop.products;
  const address = `${storefront.origin}/recommendations/products.json?product_id=${product?.id}&limit=3&intent=complementary`;
  const { intent, products } = await (await fetch(address)).json();
  expect(intent).toBe("complementary");
  expect(products).toHaveLength(3);
  expect(products.map((each: { id: number }) => each.id)).not.toContain(product?.id);
  expect((await fetch(`${storefront.origin}/recommendations/products.json`)).status).toBe(422);
});
