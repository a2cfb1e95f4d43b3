import { afterAll, beforeAll, expect, it } from "vitest";
import { keepProducts } from "../../app/catalog/keep-products.server.ts";
import type { ReadProduct } from "../../app/catalog/read-product.ts";
import { createSync } from "../../app/catalog/sync.server.ts";
import { connectDatabase, type Database } from "../../app/db.server.ts";
import { createTestDatabase } from "../helpers/house.ts";

const shop = "one.myshopify.com";
const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 12, minute));
const shirt: ReadProduct = {
  id: 7n,
  title: "Shirt",
  handle: "shirt",
  active: true,
  productType: "",
  vendor: "",
  tags: [],
  collections: [],
  kind: "upper",
  pictures: { featured: null, variants: [], others: [] },
  changedAt: at(0).toISOString(),
};

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let db: Database;
beforeAll(async () => {
  database = await createTestDatabase();
  db = connectDatabase(database.address, { poolSize: 2 });
  await db.shop.create({ data: { domain: shop, installedAt: at(0) } });
});
afterAll(async () => {
  await db.$disconnect();
  await database.drop();
});

const keep = (minute: number, changes: Partial<ReadProduct>) =>
  db.$transaction((transaction) => keepProducts(transaction, shop, [{ ...shirt, ...changes }], at(minute)));
/** A collection that Shopify was asked about, with what it answered. */
const members = (minute: number, ids: number[]) =>
  createSync({
    db,
    now: () => at(minute),
    ask: async (_shop, _query, shape) =>
      shape.parse({
        collection: {
          title: "Linen",
          products: {
            nodes: ids.map((id) => ({ id: `gid://shopify/Product/${id}` })),
            pageInfo: { hasNextPage: false },
          },
        },
      }),
  }).collection(shop, "5");
const row = () => db.product.findFirstOrThrow({ select: { title: true, active: true, collections: true } });

it("what a product is and where it belongs are known from different answers, and neither takes the other's place", async () => {
  await keep(0, {});
  // Asked about earlier, and answered after its collection was.
  await members(2, [7]);
  await keep(1, { title: "Linen shirt", active: false });
  expect(await row()).toEqual({ title: "Linen shirt", active: false, collections: [5n] });
  await keep(3, { title: "Linen shirt" });
  expect(await row()).toEqual({ title: "Linen shirt", active: true, collections: [] });
  // An answer from before says nothing any more, whichever of the two it is.
  await members(2, [7]);
  await keep(2, { title: "Shirt", collections: [5n] });
  expect(await row()).toEqual({ title: "Linen shirt", active: true, collections: [] });
});
