import * as fc from "fast-check";
import type { Charge, TryOn } from "@prisma/client";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { connectDatabase, type Database } from "../../app/db.server.ts";
import { fitsUnderCap, reserve, reserveInstead, settleCharge } from "../../app/usage/spend.server.ts";
import { createTestDatabase } from "../helpers/house.ts";
import { recountMoney } from "./recount.ts";

const shop = "one.myshopify.com";
const day = "2026-11-30";
const month = "2026-11";
const patient = { maxWait: 50_000, timeout: 50_000 };

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let db: Database;
beforeAll(async () => {
  database = await createTestDatabase();
  db = connectDatabase(database.address);
  await db.shop.create({ data: { domain: shop, installedAt: new Date() } });
});
beforeEach(async () => {
  await db.spend.deleteMany();
  await db.tryOn.deleteMany();
});
afterAll(async () => {
  await db.$disconnect();
  await database.drop();
});

const standing = (reservedMicros: bigint, spentMicros: bigint) =>
  db.spend.create({ data: { shopDomain: shop, month, reservedMicros, spentMicros } });
const stand = async (of = month) => {
  const found = await db.spend.findUnique({ where: { shopDomain_month: { shopDomain: shop, month: of } } });
  return found && [found.reservedMicros, found.spentMicros];
};

function tryOnOf(priceMicros: bigint, of = day, charge: Charge = "reserved"): Promise<TryOn> {
  return db.tryOn.create({
    data: {
      id: crypto.randomUUID(),
      shopDomain: shop,
      provider: "hidream",
      model: "hidream-vton",
      visitorHash: "",
      productId: 1n,
      productTitle: "",
      garments: [],
      day: of,
      priceMicros,
      charge,
      takeBy: new Date(),
      overBy: new Date(),
    },
  });
}

describe("money for a try-on", () => {
  /** The largest cap that a merchant can set, and what only just fits under it. */
  const highest = Number.MAX_SAFE_INTEGER;
  it.each<
    [what: string, cap: number | null, before: [bigint, bigint] | undefined, price: bigint, total?: bigint]
  >([
    ["is there without a cap", null, [5n, 7n], 90n, 102n],
    ["is there for the first of a month", 90, undefined, 90n, 90n],
    ["is there up to the cap itself", 102, [5n, 7n], 90n, 102n],
    ["is not there one millionth beyond it", 101, [5n, 7n], 90n],
    ["is not there for a first that alone is beyond it", 89, undefined, 90n],
    ["counts what is reserved", 100, [100n, 0n], 1n],
    ["counts what is spent", 100, [0n, 100n], 1n],
    ["is there for what costs nothing, under a cap that is reached", 100, [0n, 100n], 0n, 100n],
    ["is there for what costs nothing, under a cap of nothing", 0, undefined, 0n, 0n],
    ["is not there under a cap that was lowered below what is spent", 50, [0n, 100n], 0n],
    ["is exact where numbers end", highest, [0n, BigInt(highest) - 1n], 1n, BigInt(highest)],
    ["is exact one beyond", highest, [0n, BigInt(highest)], 1n],
  ])("%s", async (_what, capMicros, before, micros, total) => {
    if (before) await standing(...before);
    const wanted = { shop, day, micros, capMicros };
    expect(await fitsUnderCap(db, wanted)).toBe(total !== undefined);
    expect(await reserve(db, wanted)).toBe(total);
    const [reserved = 0n, spent = 0n] = before ?? [];
    const after = total === undefined ? before : [reserved + micros, spent];
    expect(await stand()).toEqual(after ?? null);
  });

  it.each<[number, bigint]>([
    [7_000_000, 70_000n],
    [7_069_999, 70_000n],
    [100, 1n],
  ])(
    "under a cap of %i at a price of %i is there for exactly 100 of 1,000 at once",
    async (capMicros, micros) => {
      const starts = Array.from({ length: 1_000 }, () =>
        db.$transaction((transaction) => reserve(transaction, { shop, day, micros, capMicros }), patient),
      );
      const totals = (await Promise.all(starts)).filter((total) => total !== undefined);
      // Each stood at another sum, so that the one that fills the cap is known to itself.
      expect(totals.toSorted((one, other) => Number(one - other))).toEqual(
        Array.from({ length: 100 }, (_, index) => micros * BigInt(index + 1)),
      );
      expect(await stand()).toEqual([micros * 100n, 0n]);
    },
  );

  it("goes back when what it was reserved for is undone", async () => {
    const undone = db.$transaction(async (transaction) => {
      await reserve(transaction, { shop, day, micros: 90n, capMicros: 100 });
      throw new Error("undone");
    });
    await expect(undone).rejects.toThrow("undone");
    expect(await stand()).toBeNull();
  });

  it.each<[Exclude<Charge, "reserved">, [bigint, bigint]]>([
    ["spent", [10n, 97n]],
    ["returned", [10n, 7n]],
  ])("that is reserved becomes %s", async (charge, after) => {
    await standing(100n, 7n);
    await settleCharge(db, await tryOnOf(90n), charge);
    expect(await stand()).toEqual(after);
  });

  it.each<[what: string, cap: number | null, price: bigint, reserved: bigint, total?: bigint]>([
    ["the same", 100, 90n, 93n, 100n],
    ["less, also where the cap was lowered meanwhile", 10, 50n, 53n, 60n],
    ["more, up to the cap", 120, 110n, 113n, 120n],
    ["more, without a cap", null, 5_000n, 5_003n, 5_010n],
    ["not there one millionth beyond the cap", 119, 110n, 93n],
  ])("for another connection is %s", async (_what, cap, micros, reserved, total) => {
    await standing(93n, 7n);
    expect(await reserveInstead(db, await tryOnOf(90n), micros, cap)).toBe(total);
    expect(await stand()).toEqual([reserved, 7n]);
  });

  it("of one shop and one month is nobody else's", async () => {
    await db.shop.create({ data: { domain: "two.myshopify.com", installedAt: new Date() } });
    await reserve(db, { shop, day, micros: 90n, capMicros: 100 });
    expect(await reserve(db, { shop: "two.myshopify.com", day, micros: 90n, capMicros: 100 })).toBe(90n);
    expect(await reserve(db, { shop, day: "2026-12-01", micros: 90n, capMicros: 100 })).toBe(90n);
    await settleCharge(db, await tryOnOf(90n), "spent");
    expect(await stand()).toEqual([0n, 90n]);
    expect(await stand("2026-12")).toEqual([90n, 0n]);
  });
});

/** What may happen to money, in any order: each step takes the try-on that its number falls on. */
const price = fc.bigInt({ min: 0n, max: 120n });
const days = fc.constantFrom("2026-10-31", "2026-11-01", "2026-11-30", "2026-12-01");
const steps = fc.array(
  fc.oneof(
    fc.record({ does: fc.constant("start" as const), price, day: days }),
    fc.record({
      does: fc.constant("end" as const),
      which: fc.nat(),
      as: fc.constantFrom<("spent" | "returned")[]>("spent", "returned"),
    }),
    fc.record({ does: fc.constant("stand in" as const), which: fc.nat(), price }),
  ),
  { minLength: 1, maxLength: 25 },
);

describe("a shop's months", () => {
  it("equal a plain recount of their try-ons after whatever happened, and never pass the cap", async () => {
    const property = fc.asyncProperty(steps, fc.nat({ max: 600 }), async (all, cap) => {
      await db.spend.deleteMany();
      await db.tryOn.deleteMany();
      for (const step of all) {
        await (step.does === "start" ? begin(step.price, step.day, cap) : goOn(step, cap));
        const { kept, counted } = await recountMoney(db);
        expect(kept).toEqual(counted);
        for (const { reservedMicros, spentMicros } of await db.spend.findMany())
          expect(reservedMicros + spentMicros).toBeLessThanOrEqual(cap);
      }
    });
    await fc.assert(property, { numRuns: 40 });
  });

  async function begin(micros: bigint, of: string, capMicros: number): Promise<void> {
    const total = await reserve(db, { shop, day: of, micros, capMicros });
    if (total !== undefined) await tryOnOf(micros, of);
  }

  type Later = Exclude<typeof steps extends fc.Arbitrary<(infer Step)[]> ? Step : never, { does: "start" }>;

  async function goOn(step: Later, cap: number): Promise<void> {
    const open = await db.tryOn.findMany({ where: { charge: "reserved" }, orderBy: { id: "asc" } });
    const tryOn = open[step.which % open.length];
    if (!tryOn) return;
    const where = { id: tryOn.id };
    if (step.does === "end") {
      await settleCharge(db, tryOn, step.as);
      await db.tryOn.update({ where, data: { charge: step.as } });
    } else if ((await reserveInstead(db, tryOn, step.price, cap)) !== undefined) {
      await db.tryOn.update({ where, data: { priceMicros: step.price } });
    }
  }
});
