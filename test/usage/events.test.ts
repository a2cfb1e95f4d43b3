import * as fc from "fast-check";
import { ShopEvent } from "@prisma/client";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { connectDatabase, type Database } from "../../app/db.server.ts";
import { createCountEvents } from "../../app/usage/events.server.ts";
import { createTestDatabase } from "../helpers/house.ts";

/** In Berlin it is the next day already. */
const at = new Date("2026-11-20T23:30:00Z");
const [berlin, york] = ["berlin.myshopify.com", "york.myshopify.com"];
const dayOf: Record<string, string> = { [berlin]: "2026-11-21", [york]: "2026-11-20" };
/** What is in each shop's catalogue. */
const sold: Record<string, string[]> = { [berlin]: ["1", "2", "3"], [york]: ["3", "4"] };

type Said = { product_id: string; event: ShopEvent };

describe("events that shoppers' pages tell", () => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let db: Database;
  let tell: (said: Said[], from?: { shop?: string; address?: string }) => Promise<unknown>;
  beforeAll(async () => {
    database = await createTestDatabase();
    db = connectDatabase(database.address);
    const shops = [
      { domain: berlin, timeZone: "Europe/Berlin" },
      { domain: york, timeZone: "America/New_York" },
      { domain: "left.myshopify.com", uninstalledAt: at },
    ];
    await db.shop.createMany({ data: shops.map((shop) => ({ ...shop, installedAt: at })) });
    for (const [shopDomain, ids] of Object.entries(sold)) {
      const rest = { shopDomain, title: "", active: true, pictures: {} };
      await db.product.createMany({ data: ids.map((id) => ({ ...rest, id: BigInt(id) })) });
    }
  });
  beforeEach(async () => {
    await db.eventCount.deleteMany();
    const countEvents = createCountEvents({ db, now: () => at });
    tell = (said, { shop = berlin, address = "203.0.113.7" } = {}) =>
      countEvents({ shop, address, body: Buffer.from(JSON.stringify(said)) });
  });
  afterAll(async () => {
    await db.$disconnect();
    await database.drop();
  });

  const kept = async () => {
    const rows = await db.eventCount.findMany();
    return Object.fromEntries(
      rows.map((row) => [`${row.shopDomain} ${row.day} ${row.productId} ${row.event}`, row.count]),
    );
  };

  it("are counted by product and event, on the day that it is in the shop", async () => {
    await tell([
      { product_id: "1", event: "seen" },
      { product_id: "1", event: "opened" },
      { product_id: "2", event: "seen" },
    ]);
    await tell([{ product_id: "1", event: "seen" }]);
    await tell([{ product_id: "3", event: "seen" }], { shop: york });
    expect(await kept()).toEqual({
      [`${berlin} 2026-11-21 1 seen`]: 2,
      [`${berlin} 2026-11-21 1 opened`]: 1,
      [`${berlin} 2026-11-21 2 seen`]: 1,
      [`${york} 2026-11-20 3 seen`]: 1,
    });
  });

  it("are counted once for each view of a page, however often it tells them", async () => {
    const seen = { product_id: "1", event: "seen" } as const;
    await tell([seen, seen, { ...seen, product_id: "0001" }, seen]);
    expect(await kept()).toEqual({ [`${berlin} 2026-11-21 1 seen`]: 1 });
  });

  it("are left out where the shop's catalogue does not know the product, and the rest is counted", async () => {
    const said = ["1", "4", "42", "999999999999999999"].map((product_id) => ({
      product_id,
      event: "seen" as const,
    }));
    expect(await tell(said)).toEqual({ ok: true });
    expect(await kept()).toEqual({ [`${berlin} 2026-11-21 1 seen`]: 1 });
  });

  it.each(["left.myshopify.com", "stranger.myshopify.com"])("are refused for %s", async (shop) => {
    const refused = { ok: false, code: "unknown_shop" };
    expect(await tell([{ product_id: "1", event: "seen" }], { shop })).toEqual(refused);
    expect(await tell([], { shop })).toEqual(refused);
    expect(await kept()).toEqual({});
  });

  it("of a flood from one address are dropped without a word, and those of others are counted", async () => {
    const seen = [{ product_id: "3", event: "seen" as const }];
    const flood = await Promise.all(Array.from({ length: 100 }, () => tell(seen)));
    expect(flood).toEqual(flood.map(() => ({ ok: true })));
    expect(await kept()).toEqual({ [`${berlin} 2026-11-21 3 seen`]: 60 });
    await tell(seen, { address: "203.0.113.8" });
    await tell(seen, { shop: york });
    expect(await kept()).toEqual({
      [`${berlin} 2026-11-21 3 seen`]: 61,
      [`${york} 2026-11-20 3 seen`]: 1,
    });
  });

  it("are counted exactly where two hundred pages tell all of them at once, each in an order of its own", async () => {
    const all = sold[berlin]?.flatMap((product_id) =>
      Object.values(ShopEvent).map((event) => ({ product_id, event })),
    );
    const orders = fc.sample(fc.shuffledSubarray(all ?? [], { minLength: 24 }), 200);
    await Promise.all(orders.map((said, page) => tell(said, { address: `page ${page}` })));
    const counts = Object.values(await kept());
    expect(counts).toEqual(Array(24).fill(200));
  });

  const beacons = fc.array(
    fc.record({
      shop: fc.constantFrom(berlin, york),
      said: fc.array(
        fc.record({
          product_id: fc.constantFrom("1", "2", "3", "4", "5"),
          event: fc.constantFrom(...Object.values(ShopEvent)),
        }),
        { maxLength: 40 },
      ),
    }),
    { maxLength: 30 },
  );

  it("equal a plain recount of the pages that told them, whatever those were", async () => {
    const property = fc.asyncProperty(beacons, async (told) => {
      await db.eventCount.deleteMany();
      await Promise.all(told.map(({ shop, said }) => tell(said, { shop, address: crypto.randomUUID() })));
      const recount: Record<string, number> = {};
      for (const { shop, said } of told) {
        const known = said.filter(({ product_id }) => sold[shop]?.includes(product_id));
        const once = new Set(
          known.map(({ product_id, event }) => `${shop} ${dayOf[shop]} ${product_id} ${event}`),
        );
        for (const each of once) recount[each] = (recount[each] ?? 0) + 1;
      }
      expect(await kept()).toEqual(recount);
    });
    await fc.assert(property, { numRuns: 40 });
  });
});
