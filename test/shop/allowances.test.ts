import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { connectDatabase, type Database } from "../../app/db.server.ts";
import { allowancesOf, cleanTallies, look, take } from "../../app/shop/allowances.server.ts";
import { readSettings } from "../../app/shop/settings.ts";
import { createTestDatabase } from "../helpers/house.ts";

const shop = "one.myshopify.com";
const other = "two.myshopify.com";
const at = new Date("2026-11-30T22:58:10Z");
const asker = { visitorHash: "visitor", addressHash: "address" };
const limits = { perVisitorPerDay: 3, perAddressPerDay: 5, perShopPerMinute: 8 };

describe("a shop's allowances", () => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let db: Database;
  beforeAll(async () => {
    database = await createTestDatabase();
    db = connectDatabase(database.address);
    await db.shop.createMany({ data: [shop, other].map((domain) => ({ domain, installedAt: at })) });
  });
  beforeEach(async () => {
    await db.tally.deleteMany();
  });
  afterAll(async () => {
    await db.$disconnect();
    await database.drop();
  });

  type Asked = Partial<typeof asker & typeof limits> & { at?: Date; of?: string; timeZone?: string };
  const allowances = (asked: Asked) =>
    allowancesOf(
      { ...asker, ...asked },
      readSettings({ ...limits, ...asked }),
      asked.timeZone ?? "Europe/Berlin",
      asked.at ?? at,
    );
  const start = (asked: Asked = {}) =>
    db.$transaction(
      async (transaction) => {
        const taken = await take(transaction, asked.of ?? shop, allowances(asked), asked.at ?? at);
        if (!taken.ok) throw Object.assign(new Error("refused"), { refused: taken });
      },
      { maxWait: 50_000, timeout: 50_000 },
    );
  const started = (asked: Asked = {}): Promise<unknown> =>
    start(asked).then(
      () => "started",
      (error: unknown) => (error instanceof Error && "refused" in error ? error.refused : error),
    );
  const several = async (count: number, asked: Asked = {}) => {
    for (let time = 0; time < count; time += 1) expect(await started(asked)).toBe("started");
  };
  const counts = async () =>
    Object.fromEntries(
      (await db.tally.findMany()).map(({ scope, key, count }) => [`${scope} ${key}`, count]),
    );

  const tooMany = { ok: false, code: "too_many" };
  it.each([
    ["a visitor's day", 3, {}, { ...tooMany, retryAfterSeconds: 110 }],
    [
      "a visitor's day, which is longer further west",
      3,
      { timeZone: "America/New_York" },
      { ...tooMany, retryAfterSeconds: 6 * 3_600 + 110 },
    ],
    ["an address's day", 5, { perVisitorPerDay: 9 }, { ...tooMany, retryAfterSeconds: 110 }],
    [
      "the shop's minute",
      8,
      { perVisitorPerDay: 9, perAddressPerDay: 9 },
      { ok: false, code: "busy", retryAfterSeconds: 50 },
    ],
  ])("end with %s, and say when to come again", async (_what, count, asked, refused) => {
    await several(count, asked);
    expect(await look(db, shop, allowances(asked))).toEqual(refused);
    expect(await started(asked)).toEqual(refused);
  });

  it("are not used up by what is refused", async () => {
    await several(3);
    const before = await counts();
    expect(before).toEqual({ "visitor visitor": 3, "address address": 3, "shop ": 3 });
    for (let time = 0; time < 4; time += 1) await started();
    expect(await counts()).toEqual(before);
  });

  it("are each visitor's and each shop's own", async () => {
    await several(3);
    expect(await started({ visitorHash: "another" })).toBe("started");
    expect(await started({ of: other })).toBe("started");
    expect(await look(db, other, allowances({}))).toEqual({ ok: true });
  });

  it("meet whoever takes a new visitor's id for each try-on by the address", async () => {
    const ids = Array.from({ length: 9 }, (_, index) => `visitor-${index}`);
    const answers = [];
    for (const visitorHash of ids) answers.push(await started({ visitorHash }));
    expect(answers.filter((answer) => answer === "started")).toHaveLength(5);
    expect(answers.at(-1)).toMatchObject({ code: "too_many" });
  });

  it("begin anew with the shop's next day, and the shop's with the next minute", async () => {
    await several(3);
    const tomorrow = new Date("2026-11-30T23:00:00Z");
    expect(await started({ at: new Date("2026-11-30T22:59:59Z") })).toMatchObject({ code: "too_many" });
    expect(await started({ at: tomorrow })).toBe("started");
    const full = { perShopPerMinute: 1, visitorHash: "another" };
    expect(await started(full)).toMatchObject({ code: "busy" });
    expect(await started({ ...full, at: new Date("2026-11-30T22:59:00Z") })).toBe("started");
  });

  it.each([
    ["one visitor's", { perVisitorPerDay: 100 }, tooMany],
    ["one address's", { perAddressPerDay: 100 }, tooMany],
    ["the shop's", { perShopPerMinute: 100 }, { ok: false, code: "busy" }],
  ])("of a hundred let exactly a hundred of a thousand at once pass: %s", async (_what, limit, refused) => {
    const wide = { perVisitorPerDay: 1_000, perAddressPerDay: 10_000, perShopPerMinute: 100_000, ...limit };
    const answers = await Promise.all(Array.from({ length: 1_000 }, () => started(wide)));
    const others = answers.filter((answer) => answer !== "started");
    expect(others).toHaveLength(900);
    expect(others).toEqual(others.map(() => expect.objectContaining(refused)));
    expect(await counts()).toEqual({ "visitor visitor": 100, "address address": 100, "shop ": 100 });
  });

  it("are forgotten a day after they count no more", async () => {
    await start();
    // The shop's minute is over with the minute, the others with the day in Berlin.
    for (const [when, left] of [
      ["2026-12-01T22:58:59Z", 3],
      ["2026-12-01T22:59:01Z", 2],
      ["2026-12-01T22:59:59Z", 2],
      ["2026-12-01T23:00:01Z", 0],
    ] as const) {
      await cleanTallies(db, new Date(when));
      expect(await db.tally.count()).toBe(left);
    }
  });
});
