import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { connectDatabase, type Database } from "../../app/db.server.ts";
import { createProductUsage } from "../../app/usage/products.server.ts";
import { createTestDatabase } from "../helpers/house.ts";

const shop = "shop.myshopify.com";
const at = new Date("2026-03-10T12:00:00Z");
const asked = { from: "2026-03-01", to: "2026-03-10" };
/** More than come at a time. */
const count = 5_100;

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

const tryOn = (ids: number[]) =>
  db.tryOn.createMany({
    data: ids.map((id) => ({
      id: randomUUID(),
      shopDomain: shop,
      provider: "kling-gateway",
      model: "kolors-virtual-try-on-v1",
      visitorHash: "",
      productId: BigInt(id),
      productTitle: `Product ${id}`,
      garments: [],
      day: "2026-03-10",
      takeBy: at,
      overBy: at,
      createdAt: at,
      state: "done" as const,
      charge: "spent" as const,
      priceMicros: 70_000n,
    })),
  });

it("all products come once each, also while shoppers go on", async () => {
  await tryOn(Array.from({ length: count }, (_none, place) => place + 1));
  const products = createProductUsage(db);
  const ids: string[] = [];
  for await (const rows of products.all(shop, asked)) {
    // What was tried once is now among the most tried.
    if (ids.length === 0) await tryOn(Array.from({ length: 50 }, (_none, place) => count - place));
    ids.push(...rows.map(({ id }) => id));
  }
  expect([ids.length, new Set(ids).size]).toEqual([count, count]);
  const { rows, hasMore } = await products.page(shop, asked, { from: 0, size: 50 });
  expect(rows.every(({ tryOns, spent }) => tryOns === 2 && spent === "140000")).toBe(true);
  expect(hasMore).toBe(true);
});
