import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import sharp from "sharp";
import { request } from "undici";
import { type House, startHouse } from "../helpers/house.ts";
import { startQueryFor } from "../helpers/shopper.ts";
import { recountMoney, recountVisitors } from "../usage/recount.ts";

const price = 70_000n;
const wide = { perVisitorPerDay: 1_000, perAddressPerDay: 10_000, perShopPerMinute: 100_000 };
/** Half a minute before the shop's midnight in Berlin, where a month ends, too. */
const monthsEnd = new Date("2025-11-30T22:59:30Z");

let house: House;
let photo: Buffer;
let now = () => monthsEnd;
let filesBefore = 0;
beforeAll(async () => {
  house = await startHouse({
    drives: false,
    now: () => now(),
    sandbox: { taskMs: Infinity, parallelLimit: 100 },
  });
  await house.db.connectionModel.updateMany({ data: { priceMicros: price } });
  photo = await sharp({ create: { width: 310, height: 400, channels: 3, background: "#c9b8a8" } })
    .jpeg()
    .toBuffer();
});
beforeEach(async () => {
  now = () => monthsEnd;
  await house.db.tryOn.deleteMany();
  await house.db.picture.deleteMany();
  await house.db.tally.deleteMany();
  await house.db.spend.deleteMany();
  filesBefore = (await house.storedFiles()).length;
});
afterAll(() => house.stop());

const settings = (changes: object) =>
  house.db.shop.updateMany({ data: { settings: { ...wide, ...changes } } });

let pressed = 0;
/** A photo that nobody had before: what stands behind a JPEG's end is part of the file and not of the picture. */
const anotherPhoto = () => Buffer.concat([photo, Buffer.from(`${(pressed += 1)}`)]);

type Who = { visitor?: string; address?: string };
const start = ({ visitor, address = "203.0.113.7" }: Who = {}) =>
  house.services.tryOns.start({
    shop: house.shop.domain,
    query: { ...startQueryFor(house), ...(visitor === undefined ? {} : { visitor }) },
    address,
    photo: anotherPhoto(),
  });
const several = (count: number, who: (index: number) => Who = () => ({})) =>
  Promise.all(Array.from({ length: count }, (_, index) => start(who(index))));

/** All that a start leaves behind is there as often as there are try-ons, and the money is exact. */
async function expectExactly(count: number): Promise<void> {
  expect(await house.db.tryOn.count()).toBe(count);
  expect(await house.db.picture.count({ where: { tryOnId: { not: null } } })).toBe(count);
  expect(await house.db.picture.count()).toBe(count);
  expect((await house.storedFiles()).length - filesBefore).toBe(count);
  expect(await house.db.consent.count()).toBe(count);
  expect(await house.db.spend.findMany()).toEqual([
    {
      shopDomain: house.shop.domain,
      month: "2025-11",
      reservedMicros: price * BigInt(count),
      spentMicros: 0n,
    },
  ]);
  const money = await recountMoney(house.db);
  expect(money.kept).toEqual(money.counted);
  const visitors = await recountVisitors(house.db);
  expect(visitors.kept).toEqual(visitors.counted);
}

describe("under a cap that allows a hundred", () => {
  it("exactly a hundred of a thousand starts at once are taken, and nothing is left of the others", async () => {
    await settings({ monthlyCapMicros: 100 * Number(price) + 1 });
    const answers = await several(1_000);
    const refused = answers.filter(({ ok }) => !ok);
    expect(refused).toEqual(Array(900).fill({ ok: false, code: "not_ready" }));
    await expectExactly(100);
    const tallies = await house.db.tally.findMany({ where: { scope: { not: "visitor" } } });
    expect(tallies.map(({ count }) => count)).toEqual([100, 100]);
  }, 180_000);

  it("a photo that nobody could read is not even looked at once the cap is reached", async () => {
    await settings({ monthlyCapMicros: Number(price) });
    const [first] = await several(1);
    expect(first?.ok).toBe(true);
    const query = startQueryFor(house);
    const asked = { shop: house.shop.domain, query, address: "203.0.113.7", photo: Buffer.from("no photo") };
    expect(await house.services.tryOns.start(asked)).toEqual({ ok: false, code: "not_ready" });
    await expectExactly(1);
  });
});

it("damaged photos, which are work like good ones, use up what their address may start", async () => {
  await settings({ perAddressPerDay: 2 });
  const damaged = photo.subarray(0, photo.length - 200);
  const send = (address: string) =>
    house.services.tryOns.start({
      shop: house.shop.domain,
      query: startQueryFor(house),
      address,
      photo: damaged,
    });
  for (const code of ["photo_unreadable", "photo_unreadable", "too_many"])
    expect(await send("203.0.113.7")).toMatchObject({ ok: false, code });
  expect(await send("203.0.113.8")).toMatchObject({ code: "photo_unreadable" });
  expect(await house.db.tryOn.count()).toBe(0);
});

describe("of sixty presses at once through the shop's proxy", () => {
  /** Each as its own request, with an address that the browser made up. */
  async function press(visitor: string | undefined) {
    const address = new URL(`${house.sandbox.origin}/apps/try-it-on/try-ons`);
    const query = {
      ...startQueryFor(house),
      ...(visitor === undefined ? {} : { visitor }),
      press: `${pressed}`,
    };
    for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
    const answer = await request(address, {
      method: "POST",
      body: anotherPhoto(),
      headers: { "content-type": "application/octet-stream", "x-forwarded-for": `198.51.100.${pressed}` },
    });
    const code = JSON.stringify(await answer.body.json()).match(/"code":"(\w+)"/)?.[1];
    return { status: answer.statusCode, code, retryAfter: answer.headers["retry-after"] };
  }

  const full = { status: 429, code: "too_many", retryAfter: "30" };
  it.each([
    ["the cap", { monthlyCapMicros: 20 * Number(price) }, { status: 503, code: "not_ready" }],
    ["the visitor's day", { perVisitorPerDay: 20 }, full],
    ["the address's day, whatever else a browser says", { perAddressPerDay: 20 }, full],
    ["the shop's minute", { perShopPerMinute: 20 }, { ...full, code: "busy" }],
  ])("exactly twenty fit under %s", async (_what, limit, refusal) => {
    await settings(limit);
    const visitor = "perVisitorPerDay" in limit ? "the-same-visitor" : undefined;
    const answers = await Promise.all(Array.from({ length: 60 }, () => press(visitor)));
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(20);
    const refused = answers.filter(({ status }) => status !== 202);
    expect(refused).toEqual(refused.map(() => expect.objectContaining(refusal)));
    await expectExactly(20);
  });
});

describe("starts and ends at the same time", () => {
  it("never wait for each other in a circle, and are counted exactly", async () => {
    await settings({ monthlyCapMicros: 100 * Number(price), perVisitorPerDay: 35 });
    const who = (index: number) => ({ visitor: `visitor-${index % 3}`, address: `203.0.113.${index % 2}` });
    const first = (await several(60, who)).flatMap((one) => (one.ok ? [one.value] : []));
    expect(first).toHaveLength(60);
    // What the provider has is spent when it is stopped, what it has not been asked for is returned.
    await Promise.all(first.slice(0, 30).map(({ id }) => house.services.tryOns.advance(id)));
    expect(await house.db.tryOn.count({ where: { state: "running" } })).toBe(30);
    const shop = house.shop.domain;
    const [later, ...ends] = await Promise.all([
      several(90, who),
      ...first.map(({ id, token }) => house.services.tryOns.forget({ shop, id, token })),
    ]);
    expect(ends.filter(({ ok }) => ok)).toHaveLength(60);
    for (const one of later) if (!one.ok) expect(["not_ready", "too_many"]).toContain(one.code);
    expect(
      await house.db.tryOn.groupBy({ by: ["charge"], _count: true, orderBy: { charge: "asc" } }),
    ).toEqual([
      { charge: "reserved", _count: later.filter(({ ok }) => ok).length },
      { charge: "spent", _count: 30 },
      { charge: "returned", _count: 30 },
    ]);
    const money = await recountMoney(house.db);
    expect(money.kept).toEqual(money.counted);
    const visitors = await recountVisitors(house.db);
    expect(visitors.kept).toEqual(visitors.counted);
  });
});

describe("a try-on that begins while the month ends", () => {
  it.each(Array.from({ length: 12 }, (_, looks) => looks))(
    "has one day for all that is counted, also when midnight comes after %i looks at the clock",
    async (looks) => {
      await settings({});
      let left = looks;
      now = () => new Date(monthsEnd.getTime() + ((left -= 1) < 0 ? 60_000 : 0));
      expect((await start()).ok).toBe(true);
      const money = await recountMoney(house.db);
      expect(money.kept).toEqual(money.counted);
      const visitors = await recountVisitors(house.db);
      expect(visitors.kept).toEqual(visitors.counted);
    },
  );
});
