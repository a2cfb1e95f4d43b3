import { afterAll, beforeAll, expect, it } from "vitest";
import { keepProducts } from "../../app/catalog/keep-products.server.ts";
import type { ReadProduct } from "../../app/catalog/read-product.ts";
import { connectDatabase, type Database } from "../../app/db.server.ts";
import { createTestDatabase } from "../helpers/house.ts";

const shop = "shop.myshopify.com";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let db: Database;
beforeAll(async () => {
  database = await createTestDatabase();
  db = connectDatabase(database.address, { poolSize: 2 });
  await db.shop.create({ data: { domain: shop, installedAt: new Date(0) } });
});
afterAll(async () => {
  await db.$disconnect();
  await database.drop();
});

const shirt: ReadProduct = {
  id: 1n,
  title: "Shirt",
  handle: "shirt",
  active: true,
  productType: "Shirts",
  vendor: "Åland",
  tags: [],
  collections: [],
  kind: "upper",
  pictures: { featured: null, variants: [], others: [] },
  changedAt: "2026-11-20T12:00:00Z",
};

it("a product with letters that no database keeps is kept without them, and keeps none of the others out", async () => {
  const odd = {
    ...shirt,
    id: 2n,
    title: "Shi\0rt \ud800👗",
    tags: ["lin\0en"],
    pictures: { featured: null, variants: [{ id: "7", title: "S\0", picture: null }], others: [] },
  };
  await db.$transaction((transaction) => keepProducts(transaction, shop, [shirt, odd], new Date()));
  expect(await db.product.findMany({ orderBy: { id: "asc" } })).toMatchObject([
    { title: "Shirt" },
    { title: "Shirt �👗", tags: ["linen"], pictures: { variants: [{ title: "S" }] } },
  ]);
});
