import { randomUUID } from "node:crypto";
import type { Prisma } from "@prisma/client";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { connectDatabase, type Database } from "../../app/db.server.ts";
import { createRecent } from "../../app/usage/recent.server.ts";
import { createTestDatabase } from "../helpers/house.ts";

const shop = "fitting-room-demo.myshopify.com";
const at = new Date("2026-11-20T10:00:00Z");

describe("the last try-ons", () => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let db: Database;
  beforeAll(async () => {
    database = await createTestDatabase();
    db = connectDatabase(database.address, { poolSize: 2 });
    await db.shop.createMany({
      data: [
        { domain: shop, installedAt: at, currency: "JPY" },
        { domain: "other.myshopify.com", installedAt: at },
      ],
    });
  });
  beforeEach(() => db.tryOn.deleteMany());
  afterAll(async () => {
    await db.$disconnect();
    await database.drop();
  });

  const add = (changes: Partial<Prisma.TryOnUncheckedCreateInput> = {}) =>
    db.tryOn.create({
      data: {
        id: randomUUID(),
        shopDomain: shop,
        provider: "kling",
        model: "kolors-virtual-try-on-v1",
        visitorHash: "",
        productId: 1n,
        productTitle: "Linen shirt",
        garments: [],
        day: "2026-11-20",
        takeBy: at,
        overBy: at,
        createdAt: at,
        ...changes,
      },
    });
  const recent = (count = 5) => createRecent(db)(shop, count);

  it.each(["reserved", "spent", "returned"] as const)(
    "say what one costs in the shop's currency, and that this is %s",
    async (charge) => {
      await add({ priceMicros: 11_500_000n, charge });
      const [tryOn] = await recent();
      expect(tryOn?.price).toEqual({ amount: "¥11.5", charge });
    },
  );

  it("say nothing of a price where none was known", async () => {
    await add({ charge: "spent" });
    expect((await recent())[0]).not.toHaveProperty("price");
  });

  it("tell which were made by the stand-in, with its model", async () => {
    await add({ stoodIn: true, model: "hidream-vton" });
    expect(await recent()).toMatchObject([{ stoodIn: true, model: "hidream-vton" }]);
  });

  it("keep the model in sight beside what went wrong and what to do about it", async () => {
    await add({ state: "failed", failureCode: "balance_gone" });
    expect(await recent()).toMatchObject([
      { model: "kolors-virtual-try-on-v1", failure: expect.stringContaining("Top it up") },
    ]);
  });

  it("can be sent to a browser, newest first, and are this shop's alone", async () => {
    await add({ productTitle: "older", priceMicros: 1n });
    await add({ productTitle: "newer", createdAt: new Date(at.getTime() + 1_000) });
    await add({ productTitle: "another shop's", shopDomain: "other.myshopify.com" });
    expect(JSON.parse(JSON.stringify(await recent()))).toMatchObject([
      { product: "newer" },
      { product: "older" },
    ]);
    expect(await recent(1)).toHaveLength(1);
  });
});
