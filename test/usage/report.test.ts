import { randomUUID } from "node:crypto";
import * as fc from "fast-check";
import type { ShopEvent, TryOn } from "@prisma/client";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { dayAfter, dayIn, monthOf } from "../../app/calendar.ts";
import { connectDatabase, type Database } from "../../app/db.server.ts";
import { readMonthOf } from "../../app/shop/month-spend.server.ts";
import { createCountDays } from "../../app/usage/count-days.server.ts";
import { createProductUsage } from "../../app/usage/products.server.ts";
import { lengthOf, rangeBefore } from "../../app/usage/range.ts";
import { type Asked, createReport, type Report } from "../../app/usage/report.server.ts";
import { createTestDatabase } from "../helpers/house.ts";
import { recount, someTryOn, wanted } from "./facts-of-a-shop.ts";
import { recountMoney } from "./recount.ts";

const [shop, stranger] = ["fitting-room.myshopify.com", "stranger.myshopify.com"];

/** Days of 23, 24 and 25 hours lie in the two weeks before each. */
const moments = [
  ["Europe/Berlin", "2026-11-01T11:30:00Z"],
  ["America/New_York", "2026-03-15T02:10:00Z"],
  ["Australia/Lord_Howe", "2026-04-11T20:00:00Z"],
  ["Pacific/Apia", "2026-11-20T10:30:00Z"],
  ["UTC", "2026-03-01T00:10:00Z"],
] as const;

describe("the report of usage", () => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let db: Database;
  let at = new Date();
  const now = () => at;
  beforeAll(async () => {
    database = await createTestDatabase();
    db = connectDatabase(database.address, { poolSize: 4 });
  });
  beforeEach(async () => {
    await db.shop.deleteMany();
  });
  afterAll(async () => {
    await db.$disconnect();
    await database.drop();
  });

  const open = async (domain: string, timeZone: string) => {
    await db.shop.create({ data: { domain, timeZone, installedAt: at } });
    const ids = [randomUUID(), randomUUID()];
    await db.connection.createMany({
      data: ids.map((id, position) => ({
        id,
        shopDomain: domain,
        provider: "kling-gateway",
        baseAddress: "",
        model: "",
        credentials: "",
        keyHint: `key${position}`,
        position,
      })),
    });
    return ids;
  };
  /** As the months stand when each try-on has been reserved and settled. */
  const keepMoney = async () => {
    await db.$executeRaw`
      insert into spend (shop_domain, month, reserved_micros, spent_micros)
      select shop_domain, left(day, 7), coalesce(sum(price_micros) filter (where charge = 'reserved'), 0),
        coalesce(sum(price_micros) filter (where charge = 'spent'), 0)
      from try_on group by 1, 2
      on conflict (shop_domain, month) do update
        set reserved_micros = excluded.reserved_micros, spent_micros = excluded.spent_micros`;
    const { kept, counted } = await recountMoney(db);
    expect(kept).toEqual(counted);
  };
  const report = (asked: Asked, domain = shop) => createReport({ db, readMonthOf, now })(domain, asked);
  const countDays = () => createCountDays({ db, now })();

  /** Everything that the report says of these try-ons, and nothing of any other. */
  async function expectRecounted(asked: Asked): Promise<Report> {
    const said = await report(asked);
    const all = await db.tryOn.findMany({ where: { shopDomain: shop } });
    const tryOns = wanted(all, asked);
    expect(said.totals).toMatchObject(recount(tryOns));
    expect(said.totalsBefore).toMatchObject(recount(wanted(all, { ...asked, ...rangeBefore(asked) })));
    for (const { from, to, sums } of said.series) expect(sums).toEqual(recount(wanted(tryOns, { from, to })));
    expect(said.models).toHaveLength(new Set(tryOns.map(({ model }) => model)).size);
    for (const { id, sums } of said.models)
      expect(sums).toEqual(recount(tryOns.filter(({ model }) => model === id)));
    const kept = new Set((await db.connection.findMany()).map(({ id }) => id));
    const keptBy = ({ connectionId }: TryOn) =>
      connectionId && kept.has(connectionId) ? connectionId : undefined;
    for (const { id, sums } of said.connections)
      expect(sums).toEqual(recount(tryOns.filter((one) => keptBy(one) === id)));
    expectAgreement(said);

    for (const { code, count } of said.failures)
      expect([code, tryOns.filter(({ failureCode }) => failureCode === code).length]).toEqual([code, count]);
    const liked = (said: boolean) => tryOns.filter((one) => one.liked === said).length;
    expect([said.totals.liked, said.totals.disliked]).toEqual([liked(true), liked(false)]);
    const { rows: products } = await createProductUsage(db).page(shop, asked, { from: 0, size: 50 });
    for (const { id, tryOns: count, spent } of products) {
      const own = recount(tryOns.filter(({ productId }) => String(productId) === id));
      expect([count, spent]).toEqual([own.tryOns, own.spent]);
    }
    expect(products.reduce((sum, one) => sum + one.tryOns, 0)).toBe(said.totals.tryOns);
    await expectEvents(said);
    return said;
  }

  /** Each table and each chart comes to what the tiles say. */
  function expectAgreement({ totals, series, models, connections, failures }: Report): void {
    for (const parts of [series, models, connections]) {
      const sum = (of: "tryOns" | "done" | "failed" | "underWay") =>
        parts.reduce((all, { sums }) => all + sums[of], 0);
      expect([sum("tryOns"), sum("done"), sum("failed"), sum("underWay")]).toEqual([
        totals.tryOns,
        totals.done,
        totals.failed,
        totals.underWay,
      ]);
      const money = (of: "spent" | "reserved") =>
        String(parts.reduce((all, { sums }) => all + BigInt(sums[of]), 0n));
      expect([money("spent"), money("reserved")]).toEqual([totals.spent, totals.reserved]);
    }
    expect(failures.reduce((sum, { count }) => sum + count, 0)).toBe(totals.failed);
  }

  async function expectEvents({ funnel, range, totals }: Report): Promise<void> {
    const events = await db.eventCount.findMany({
      where: { shopDomain: shop, day: { gte: range.from, lte: range.to } },
    });
    const sum = (event: ShopEvent) =>
      events.filter((one) => one.event === event).reduce((all, { count }) => all + count, 0);
    for (const { event, count } of funnel) expect([event, count]).toEqual([event, sum(event)]);
    expect(totals.added).toBe(sum("added"));
    if (totals.added > 0) expect(totals.perAdded).toBe(String(BigInt(totals.spent) / BigInt(totals.added)));
  }

  it.each(moments)(
    "says what a recount says, one by one, of days open and closed, in %s",
    async (timeZone, moment) => {
      at = new Date(moment);
      const [one = "", other = ""] = await open(shop, timeZone);
      const [theirs = ""] = await open(stranger, timeZone);
      const today = dayIn(timeZone, at);
      const tryOns = fc.array(someTryOn(shop, timeZone, [one, other, null], at), { maxLength: 60 });
      const strangers = fc.array(someTryOn(stranger, timeZone, [theirs], at), { maxLength: 10 });
      const event = fc.record({
        ago: fc.integer({ min: 0, max: 14 }),
        event: fc.constantFrom<ShopEvent>("seen", "opened", "started", "added"),
        productId: fc.bigInt(1n, 4n),
        count: fc.integer({ min: 1, max: 9 }),
      });
      const question = fc.record({
        length: fc.integer({ min: 1, max: 14 }),
        ago: fc.integer({ min: 0, max: 5 }),
        askedBy: fc.constantFrom(undefined, "shopper" as const, "merchant" as const),
      });
      /** How often the days are counted, when a connection is removed, and how much comes after. */
      const course = fc.record({ counts: fc.boolean(), removes: fc.boolean(), countsAgain: fc.boolean() });
      await fc.assert(
        fc.asyncProperty(
          tryOns,
          strangers,
          fc.uniqueArray(event, { selector: (it) => `${it.ago} ${it.event} ${it.productId}`, maxLength: 20 }),
          question,
          course,
          async (rows, foreign, events, { length, ago, askedBy }, { counts, removes, countsAgain }) => {
            await forget();
            await db.tryOn.createMany({ data: [...rows, ...foreign] });
            await db.eventCount.createMany({
              data: events.map(({ ago: days, ...rest }) => ({
                ...rest,
                shopDomain: shop,
                day: dayAfter(today, -days),
              })),
            });
            await keepMoney();
            if (counts) await countDays();
            if (removes) await db.connection.deleteMany({ where: { id: other } });
            const to = dayAfter(today, -ago);
            const asked = { from: dayAfter(to, 1 - length), to, askedBy };
            await expectRecounted(asked);
            if (countsAgain) {
              await countDays();
              await expectRecounted(asked);
            }
            const { month, totals } = await report({ from: `${monthOf(today)}-01`, to: today });
            expect([BigInt(month.usedMicros), month.reservedMicros]).toEqual([
              BigInt(totals.spent) + BigInt(totals.reserved),
              totals.reserved,
            ]);
            if (removes) await giveBack(other);
          },
        ),
        { numRuns: 25 },
      );
    },
  );

  async function forget(): Promise<void> {
    await db.tryOn.deleteMany();
    await db.eventCount.deleteMany();
    await db.usageDay.deleteMany();
    await db.eventDay.deleteMany();
    await db.spend.deleteMany();
    await db.shop.updateMany({ data: { countedThrough: null } });
  }

  const giveBack = (id: string) =>
    db.connection.create({
      data: {
        id,
        shopDomain: shop,
        provider: "kling-gateway",
        baseAddress: "",
        model: "",
        credentials: "",
        keyHint: "key1",
        position: 1,
      },
    });

  it("shows a long range by sevens, none of them lost", async () => {
    at = new Date("2026-11-20T12:00:00Z");
    const [connection = null] = await open(shop, "UTC");
    const rows = fc.sample(someTryOn(shop, "UTC", [connection], at), { numRuns: 200, seed: 7 });
    await db.tryOn.createMany({ data: rows });
    const asked = { from: "2026-06-01", to: "2026-11-20" };
    const { series } = await expectRecounted(asked);
    expect(series.map(lengthOf)).toEqual([5, ...Array.from({ length: 24 }, () => 7)]);
    expect([series[0]?.from, series.at(-1)?.to]).toEqual([asked.from, asked.to]);
  });

  it("has an answer where nothing ever was, and says so of the days before", async () => {
    at = new Date("2026-11-20T12:00:00Z");
    await open(shop, "UTC");
    const said = await report({ from: "2026-11-20", to: "2026-11-20" });
    expect(said).toMatchObject({
      beforeHas: "none",
      totals: { tryOns: 0, spent: "0" },
      models: [],
      failures: [],
    });
    expect(said.totals).not.toHaveProperty("success");
    expect(said.totals).not.toHaveProperty("perAdded");
  });

  it.each([
    ["2026-11-09", "2026-11-15", "all"],
    ["2026-11-07", "2026-11-13", "some"],
    ["2026-11-05", "2026-11-11", "none"],
  ])("from %s to %s knows whether the days before could have had any: %s", async (from, to, has) => {
    at = new Date("2026-11-20T12:00:00Z");
    const [connection = null] = await open(shop, "UTC");
    const [row] = fc.sample(someTryOn(shop, "UTC", [connection], at), { numRuns: 1, seed: 1 });
    if (row) await db.tryOn.create({ data: { ...row, day: "2026-11-02" } });
    if (has === "none") await db.tryOn.updateMany({ data: { day: "2026-11-05" } });
    expect((await report({ from, to })).beforeHas).toBe(has);
  });

  it("reckons the month to its end from what the days gone have cost", async () => {
    at = new Date("2026-11-20T12:00:00Z");
    await open(shop, "UTC");
    await db.spend.create({
      data: { shopDomain: shop, month: "2026-11", spentMicros: 30_000_000n, reservedMicros: 10_000_000n },
    });
    await db.shop.updateMany({ data: { settings: { monthlyCapMicros: 50_000_000 } } });
    expect((await report({ from: "2026-11-20", to: "2026-11-20" })).month).toEqual({
      month: "2026-11",
      usedMicros: "40000000",
      reservedMicros: "10000000",
      capMicros: "50000000",
      share: 0.8,
      reached: false,
      hides: false,
      nextMonth: "2026-12-01",
      daysGone: 20,
      days: 30,
      forecastMicros: "60000000",
      passesCap: true,
    });
  });
});
