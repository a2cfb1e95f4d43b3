import { randomUUID } from "node:crypto";
import type { Prisma } from "@prisma/client";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { connectDatabase, type Database } from "../../app/db.server.ts";
import { createShopFacts } from "../../app/shop/shop-facts.server.ts";
import { readMonthOf } from "../../app/shop/month-spend.server.ts";
import { createCountDays } from "../../app/usage/count-days.server.ts";
import { createReport } from "../../app/usage/report.server.ts";
import { createTestDatabase } from "../helpers/house.ts";

const [shop, second] = ["fitting-room.myshopify.com", "second.myshopify.com"];
const noon = new Date("2026-11-20T12:00:00Z");

describe("the days that are over", () => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let db: Database;
  let at = noon;
  const now = () => at;
  beforeAll(async () => {
    database = await createTestDatabase();
    db = connectDatabase(database.address, { poolSize: 4 });
  });
  beforeEach(async () => {
    at = noon;
    await db.shop.deleteMany();
    await db.shop.createMany({
      data: [shop, second].map((domain) => ({ domain, timeZone: "Europe/Berlin", installedAt: noon })),
    });
  });
  afterAll(async () => {
    await db.$disconnect();
    await database.drop();
  });

  const add = (day: string, changes: Partial<Prisma.TryOnUncheckedCreateInput> = {}) =>
    db.tryOn.create({
      data: {
        id: randomUUID(),
        shopDomain: shop,
        provider: "kling-gateway",
        model: "kolors-virtual-try-on-v1",
        visitorHash: "",
        productId: 1n,
        productTitle: "Linen shirt",
        garments: [],
        day,
        takeBy: noon,
        overBy: noon,
        createdAt: new Date(`${day}T10:00:00Z`),
        endedAt: new Date(`${day}T10:00:20Z`),
        state: "done",
        charge: "spent",
        priceMicros: 70_000n,
        ...changes,
      },
    });
  const seen = (day: string, count: number) =>
    db.eventCount.create({ data: { shopDomain: shop, day, productId: 1n, event: "seen", count } });
  const count = () => createCountDays({ db, now })();
  const counted = async () => {
    const rows = await db.usageDay.findMany({ where: { shopDomain: shop }, orderBy: { day: "asc" } });
    return rows.map(({ day, count }) => [day, count]);
  };
  const through = async (domain = shop) =>
    (await db.shop.findUniqueOrThrow({ where: { domain } })).countedThrough;

  it("are counted up to yesterday, whatever lies between them, and today is not", async () => {
    await add("2025-01-01");
    for (const day of ["2026-11-17", "2026-11-17", "2026-11-19", "2026-11-20"]) await add(day);
    await seen("2026-11-18", 5);
    await count();
    expect(await counted()).toEqual([
      ["2025-01-01", 1],
      ["2026-11-17", 2],
      ["2026-11-19", 1],
    ]);
    expect(await db.eventDay.findMany()).toMatchObject([{ day: "2026-11-18", event: "seen", count: 5 }]);
    expect([await through(), await through(second)]).toEqual(["2026-11-19", "2026-11-19"]);
  });

  it("come to the same when they are counted again, and when two count at once", async () => {
    await add("2026-11-18");
    await Promise.all([count(), count()]);
    const once = await db.usageDay.findMany();
    await db.shop.updateMany({ data: { countedThrough: null } });
    await count();
    expect(await db.usageDay.findMany()).toEqual(once);
  });

  it("wait for a try-on that is under way, and with them all that come after", async () => {
    await add("2026-11-16");
    const late = await add("2026-11-17", { state: "running", charge: "reserved", endedAt: null });
    await add("2026-11-18");
    await count();
    expect([await counted(), await through()]).toEqual([[["2026-11-16", 1]], "2026-11-16"]);
    const data = {
      state: "failed" as const,
      failureCode: "timed_out",
      charge: "spent" as const,
      endedAt: at,
    };
    await db.tryOn.update({ where: { id: late.id }, data });
    await count();
    expect(await counted()).toEqual([
      ["2026-11-16", 1],
      ["2026-11-17", 1],
      ["2026-11-18", 1],
    ]);
  });

  it("are over only an hour after midnight: what was pressed right before it may come in late", async () => {
    at = new Date("2026-11-19T23:40:00Z");
    await count();
    expect(await through()).toBe("2026-11-18");
    await add("2026-11-19");
    at = new Date("2026-11-20T00:10:00Z");
    await count();
    expect([await counted(), await through()]).toEqual([[["2026-11-19", 1]], "2026-11-19"]);
  });

  it("are open again where the shop moves so far west that it is one of them", async () => {
    at = new Date("2026-11-20T01:30:00Z");
    await add("2026-11-19");
    await count();
    expect(await through()).toBe("2026-11-19");
    const facts = createShopFacts({
      db,
      now,
      ask: async (_shop, _operation, shape) =>
        shape.parse({ shop: { currencyCode: "USD", ianaTimezone: "America/Los_Angeles" } }),
    });
    await facts.read(shop);
    expect([await through(), await through(second)]).toEqual(["2026-11-18", "2026-11-19"]);
    await add("2026-11-19");
    const range = { from: "2026-11-19", to: "2026-11-19" };
    expect((await createReport({ db, readMonthOf, now })(shop, range)).totals.tryOns).toBe(2);
    at = noon;
    await count();
    expect(await counted()).toEqual([["2026-11-19", 2]]);
    expect((await createReport({ db, readMonthOf, now })(shop, range)).totals.tryOns).toBe(2);
  });
});
