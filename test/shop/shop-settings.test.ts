import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type House, startHouse, until } from "../helpers/house.ts";
import { readSettings } from "../../app/shop/settings.ts";

/** Still November in Berlin's clock an hour later, and December in Tokyo's by then. */
const now = new Date("2026-11-30T14:30:00Z");

const usual = {
  monthlyCap: "",
  perVisitorPerDay: "20",
  perAddressPerDay: "60",
  perShopPerMinute: "120",
  takenWithinSeconds: "60",
  doneWithinSeconds: "300",
  keptHours: "24",
  consentAddition: "",
  atCap: "hide" as "hide" | "tell",
  alerts: { capNear: true, capReached: true, unwell: true },
};

describe("a shop's settings", () => {
  let house: House;
  let shop = "";
  beforeAll(async () => {
    house = await startHouse({ shop: "installed", now: () => now });
    shop = house.shop.domain;
    await until(() => house.db.shop.findFirst({ where: { currency: "EUR" } }));
  });
  beforeEach(async () => {
    await house.db.shop.updateMany({ data: { settings: {} } });
    await house.db.spend.deleteMany();
    await house.db.connection.deleteMany();
  });
  afterAll(() => house.stop());

  const read = () => house.services.shopSettings.read(shop);
  const save = (changes: Partial<typeof usual>) =>
    house.services.shopSettings.save(shop, { ...usual, ...changes });
  const stored = async () => readSettings((await house.db.shop.findFirstOrThrow()).settings);
  const connect = (priceMicros: bigint, more: { paused?: boolean; standsIn?: boolean } = {}) =>
    house.db.connection.create({
      data: {
        shopDomain: shop,
        provider: "hidream",
        baseAddress: "https://one.example",
        model: "hidream-vton",
        credentials: "",
        keyHint: "",
        models: { create: { model: "hidream-vton", priceMicros } },
        ...more,
      },
    });

  it("are the usual ones until their merchant says otherwise", async () => {
    expect(await read()).toMatchObject({ entered: usual, priceMissing: false });
  });

  it("stay as another page has saved them where they are not among the changes", async () => {
    await save({ monthlyCap: "50" });
    const { shopSettings } = house.services;
    await shopSettings.save(house.shop.domain, { consentAddition: "Ask us." });
    expect((await read()).entered).toMatchObject({ monthlyCap: "50", consentAddition: "Ask us." });
    await save(usual);
  });

  it("come back as they were saved, to the last decimal of the cap", async () => {
    const changes = {
      monthlyCap: "49,999999",
      perVisitorPerDay: "3",
      perAddressPerDay: " 9 ",
      perShopPerMinute: "40",
      takenWithinSeconds: "30",
      doneWithinSeconds: "90",
      keptHours: "72",
      consentAddition: "  Write to privacy@example.com.\n",
      atCap: "tell" as const,
      alerts: { capNear: false, capReached: true, unwell: false },
    };
    expect(await save(changes)).toEqual({ ok: true });
    expect(await stored()).toEqual({
      monthlyCapMicros: 49_999_999,
      perVisitorPerDay: 3,
      perAddressPerDay: 9,
      perShopPerMinute: 40,
      takenWithinSeconds: 30,
      doneWithinSeconds: 90,
      keptHours: 72,
      consentAddition: "Write to privacy@example.com.",
      atCap: "tell",
      alerts: { capNear: false, capReached: true, unwell: false },
      productRule: { by: "all" },
    });
    expect((await read()).entered).toEqual({
      ...changes,
      monthlyCap: "49.999999",
      perAddressPerDay: "9",
      consentAddition: "Write to privacy@example.com.",
    });
  });

  it("lose their cap when its field is emptied", async () => {
    await save({ monthlyCap: "50" });
    await save({ monthlyCap: " " });
    expect((await stored()).monthlyCapMicros).toBeNull();
  });

  it.each([
    [{ monthlyCap: "a lot" }, "common.amount.unreadable"],
    [{ monthlyCap: "0" }, "settings.mistake.no_cap"],
    [{ monthlyCap: "-5" }, "common.amount.negative"],
    [{ monthlyCap: "1000000001" }, "common.amount.high", { most: 1_000_000_000 }],
    [{ perVisitorPerDay: "0" }, "settings.mistake.range", { least: 1, most: 1_000 }],
    [{ perAddressPerDay: "10001" }, "settings.mistake.range", { least: 1, most: 10_000 }],
    [{ perShopPerMinute: "1.5" }, "settings.mistake.range", { least: 1, most: 100_000 }],
    [{ takenWithinSeconds: "" }, "settings.mistake.range", { least: 10, most: 3_600 }],
    [{ doneWithinSeconds: "29" }, "settings.mistake.range", { least: 30, most: 3_600 }],
    [{ keptHours: "169" }, "settings.mistake.range", { least: 1, most: 168 }],
    [{ consentAddition: "x".repeat(1_001) }, "settings.mistake.addition", { most: 1_000, count: 1_001 }],
  ])("with %j are refused with a sentence, and nothing is changed", async (changes, key, values?: object) => {
    await save({ perVisitorPerDay: "7" });
    const [name = ""] = Object.keys(changes);
    const mistake = expect.objectContaining(values ? { key, values } : { key });
    expect(await save(changes)).toEqual({ ok: false, mistakes: { [name]: mistake } });
    expect((await stored()).perVisitorPerDay).toBe(7);
  });

  it("tell every mistake at once", async () => {
    const saved = await save({ monthlyCap: "-1", perVisitorPerDay: "many" });
    expect(saved.ok ? [] : Object.keys(saved.mistakes).toSorted()).toEqual([
      "monthlyCap",
      "perVisitorPerDay",
    ]);
  });

  it("are told to the storefront when they are saved, and not when they are refused", async () => {
    const published = async () => {
      const rows = await house.db.$queryRaw<{ count: number }[]>`
        select count(*)::int as count from pgboss.job where name = 'shop.publish'`;
      return rows[0]?.count ?? 0;
    };
    const before = await published();
    await save({ keptHours: "never" });
    expect(await published()).toBe(before);
    await save({ keptHours: "6" });
    expect(await published()).toBe(before + 1);
  });

  it("show this month's spend, reserved and spent, against the cap", async () => {
    await house.db.spend.createMany({
      data: [
        { shopDomain: shop, month: "2026-11", spentMicros: 1_330_000n, reservedMicros: 70_000n },
        { shopDomain: shop, month: "2026-12", spentMicros: 9_000_000n },
      ],
    });
    expect((await read()).spend).toMatchObject({
      month: "2026-11",
      usedMicros: "1400000",
      reservedMicros: "70000",
      capMicros: null,
    });
    await save({ monthlyCap: "5" });
    expect((await read()).spend).toEqual({
      month: "2026-11",
      usedMicros: "1400000",
      reservedMicros: "70000",
      capMicros: "5000000",
      share: 0.28,
      reached: false,
      hides: false,
      nextMonth: "2026-12-01",
    });
  });

  it("count the month in the shop's own time zone", async () => {
    await house.db.spend.create({ data: { shopDomain: shop, month: "2026-12", spentMicros: 3_000_000n } });
    expect((await read()).spend.usedMicros).toBe("0");
    await house.db.shop.updateMany({ data: { timeZone: "Pacific/Auckland" } });
    expect((await read()).spend).toMatchObject({
      month: "2026-12",
      usedMicros: "3000000",
      nextMonth: "2027-01-01",
    });
    await house.db.shop.updateMany({ data: { timeZone: "Europe/Berlin" } });
  });

  it("say that the cap is reached once the next try-on would pass it", async () => {
    await save({ monthlyCap: "0.21" });
    await connect(70_000n);
    const spent = (spentMicros: bigint) =>
      house.db.spend.upsert({
        where: { shopDomain_month: { shopDomain: shop, month: "2026-11" } },
        create: { shopDomain: shop, month: "2026-11", spentMicros },
        update: { spentMicros },
      });
    await spent(140_000n);
    expect((await read()).spend).toMatchObject({ reached: false, hides: false });
    await spent(140_001n);
    expect((await read()).spend).toMatchObject({ reached: true, hides: true });
    await save({ monthlyCap: "0.21", atCap: "tell" });
    expect((await read()).spend).toMatchObject({ reached: true, hides: false });
    await save({ monthlyCap: "0.22" });
    expect((await read()).spend).toMatchObject({ reached: false, hides: false });
  });

  it("say when a connection that makes try-ons has no price, and leave out those that make none", async () => {
    await connect(70_000n);
    await connect(0n, { paused: true, standsIn: true });
    await connect(0n);
    expect((await read()).priceMissing).toBe(false);
    await connect(0n, { standsIn: true });
    expect((await read()).priceMissing).toBe(true);
  });

  it("keep what another page saves: the products' rule", async () => {
    const productRule = { by: "types" as const, values: ["Shirts"] };
    await house.db.shop.updateMany({ data: { settings: { productRule } } });
    await save({ monthlyCap: "5" });
    expect(await stored()).toMatchObject({ productRule, monthlyCapMicros: 5_000_000 });
  });

  it("name whoever receives the photo, for the text that its merchant reads", async () => {
    expect((await read()).processors).toEqual([]);
    await connect(70_000n);
    expect((await read()).processors).toEqual([expect.objectContaining({ name: expect.any(String) })]);
  });
});
