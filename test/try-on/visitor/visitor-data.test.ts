import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { hashVisitor } from "../../../app/shop/visitor.server.ts";
import { type House, startHouse, until } from "../../helpers/house.ts";
import { ask, follow, press, startedShape } from "../../helpers/shopper.ts";
import { openSecondShop, type SecondShop, withSecondShop } from "../../helpers/shops.ts";
import { finishTask } from "../../sandbox/kling/index.ts";

describe("a visitor's data", () => {
  let house: House;
  let second: SecondShop;
  let shop = "";
  /** Another one for each test. */
  let visitor = "";
  beforeAll(async () => {
    const sandbox = { taskMs: Infinity, parallelLimit: 100, ...withSecondShop };
    house = await startHouse({ sandbox, pollEveryMs: 3_600_000 });
    second = await openSecondShop(house);
    shop = house.shop.domain;
  });
  beforeEach(() => {
    visitor = crypto.randomUUID().replaceAll("-", "");
  });
  afterAll(() => house.stop());

  const data = () => house.services.visitorData;
  const products = () => house.shop.products.filter(({ status }) => status === "ACTIVE");

  /** Of another product each time, so that it is another wish. */
  async function begin(place: House | SecondShop = house, at = 0, more: Record<string, string> = {}) {
    const query = { visitor, product_id: String(place.shop.products[at]?.id), ...more };
    const answer = await press(place, query);
    expect(answer).toMatchObject({ status: 202 });
    const started = startedShape.parse(answer.body);
    await until(() => house.db.tryOn.findFirst({ where: { id: started.id, state: "running" } }));
    return started;
  }
  async function finish(started: { id: string }, place: House | SecondShop = house): Promise<void> {
    const { tasks } = house.sandbox.world;
    const task = await until(() => tasks.find(({ externalId }) => externalId === started.id));
    await finishTask(house.sandbox.world, task.id);
    await until(() => house.db.tryOn.findFirst({ where: { id: started.id, state: "done" } }));
    await until(async () => (await receiptsOf(place.shop.domain, started.id)).length === 1);
  }
  const receiptsOf = (domain: string, tryOnId: string) =>
    house.db.receipt.findMany({ where: { shopDomain: domain, tryOnId } });
  const hashIn = async (domain: string) => {
    const { salt } = await house.db.shop.findUniqueOrThrow({ where: { domain } });
    return hashVisitor(salt, visitor);
  };
  /** Every row that leads to the visitor. */
  const leading = async (domain: string) => {
    const hash = await hashIn(domain);
    return {
      tryOns: await house.db.tryOn.count({ where: { visitorHash: hash } }),
      consents: await house.db.consent.count({ where: { visitorHash: hash } }),
      counts: await house.db.tally.count({ where: { key: hash } }),
    };
  };
  const nobody = { tryOns: 0, consents: 0, counts: 0 };
  const reports = () => house.db.deletionReport.count({ where: { shopDomain: shop, why: "visitor" } });

  it("are found by a try-on's number and by the visitor's own, with facts and without a picture", async () => {
    const first = await begin();
    await finish(first);
    const running = await begin(house, 1);
    const byTryOn = await data().find(shop, ` ${first.id.toUpperCase()} `);
    expect(await data().find(shop, visitor)).toEqual(byTryOn);
    expect(byTryOn?.tryOns.map(({ id, state }) => [id, state])).toEqual([
      [running.id, "running"],
      [first.id, "done"],
    ]);
    expect(byTryOn?.tryOns[1]).toMatchObject({
      product: products()[0]?.title,
      picturesKept: [{ what: "result" }],
      consent: { language: "en", namedAsReceivers: [expect.anything(), expect.anything()] },
    });
    expect(byTryOn?.receipts).toMatchObject([{ tryOnId: first.id, what: "photo", why: "finished" }]);
    expect(byTryOn?.consentTexts).toHaveLength(1);
    expect(byTryOn?.startsCounted).toMatchObject([{ count: 2 }]);
    const text = JSON.stringify(byTryOn);
    for (const secret of [await hashIn(shop), first.token, "image_url", '"key"'])
      expect(text).not.toContain(secret);
  });

  it.each([
    "",
    " ",
    "nobody",
    "00000000-0000-4000-8000-000000000000",
    "' or 1=1 --",
    "x".repeat(100),
    "é\u0000",
  ])("are nobody's by %j", async (number) => {
    expect(await data().find(shop, number)).toBeUndefined();
    expect(await data().erase(shop, number)).toBeUndefined();
  });

  it("of another shop can neither be found nor deleted, though it is the same visitor", async () => {
    const own = await begin();
    const other = await begin(second);
    const domain = second.shop.domain;
    expect(await data().find(shop, other.id)).toBeUndefined();
    expect(await data().erase(shop, other.id)).toBeUndefined();
    expect((await data().find(shop, visitor))?.tryOns.map(({ id }) => id)).toEqual([own.id]);
    const before = await leading(domain);
    expect(await data().erase(shop, visitor)).toMatchObject({ tryOns: 1 });
    expect(await leading(domain)).toEqual(before);
    expect((await data().find(domain, visitor))?.tryOns).toMatchObject([{ id: other.id, state: "running" }]);
    expect((await house.services.receipts(domain, { tryOn: own.id })).receipts).toEqual([]);
    expect((await house.services.receipts(shop, { tryOn: own.id })).receipts).toHaveLength(1);
  });

  it("are all deleted: what is under way ends, pictures go with receipts, and usage stays as nobody's", async () => {
    const done = await begin();
    await finish(done);
    const running = await begin(house, 1);
    const before = await reports();
    expect(await data().erase(shop, running.id)).toEqual({ tryOns: 2, pictures: 1, consents: 2, counts: 1 });
    expect(await leading(shop)).toEqual(nobody);
    const rows = await house.db.tryOn.findMany({ where: { id: { in: [done.id, running.id] } } });
    expect(rows).toHaveLength(2);
    for (const row of rows) expect(row).toMatchObject({ visitorHash: "", repeatKey: null });
    expect(rows.find(({ id }) => id === running.id)).toMatchObject({
      state: "failed",
      failureCode: "cancelled",
    });
    expect((await receiptsOf(shop, done.id)).map(({ what, why }) => [what, why]).toSorted()).toEqual([
      ["photo", "finished"],
      ["result", "erased"],
    ]);
    expect(await receiptsOf(shop, running.id)).toMatchObject([{ what: "photo", why: "shopper" }]);
    expect(await house.db.picture.count({ where: { tryOnId: { in: [done.id, running.id] } } })).toBe(0);
    expect(await reports()).toBe(before + 1);
    for (const { id, token } of [done, running]) {
      const { body } = await ask(house, `/try-ons/${id}`, { query: { token } });
      expect(JSON.stringify(body)).not.toContain("image_url");
    }
  });

  it("are nobody's afterwards, by either number, and are not reported twice", async () => {
    const started = await begin();
    await data().erase(shop, started.id);
    const before = await reports();
    expect(await data().find(shop, started.id)).toBeUndefined();
    expect(await data().find(shop, visitor)).toBeUndefined();
    expect(await data().erase(shop, started.id)).toBeUndefined();
    expect(await reports()).toBe(before);
    // Everybody who was forgotten has the same empty hash: none may lead to another.
    expect(await house.db.tryOn.count({ where: { shopDomain: shop, visitorHash: "" } })).toBeGreaterThan(1);
  });

  it("are deleted once by two who do it at the same moment", async () => {
    await begin();
    await begin(house, 1);
    const before = await reports();
    const erased = await Promise.all([data().erase(shop, visitor), data().erase(shop, visitor)]);
    expect(erased.reduce((sum, one) => sum + (one?.tryOns ?? 0), 0)).toBe(2);
    expect(await leading(shop)).toEqual(nobody);
    expect(await reports()).toBe(before + 1);
  });

  it("with starts at the same moment: each is deleted whole, or stays whole with its consent", async () => {
    await begin();
    const starts = products()
      .slice(1, 7)
      .map(({ id }) => press(house, { visitor, product_id: String(id) }));
    await Promise.all([data().erase(shop, visitor), ...starts]);
    const hash = await hashIn(shop);
    const rows = await house.db.tryOn.findMany({
      where: { shopDomain: shop, id: { in: await idsOf(starts) } },
      include: { consent: true },
    });
    expect(rows.length).toBeGreaterThan(0);
    for (const { visitorHash, consent, state } of rows) {
      expect(visitorHash === hash).toBe(consent !== null);
      if (visitorHash !== hash) expect(["failed", "done"]).toContain(state);
    }
    await data().erase(shop, visitor);
    expect(await leading(shop)).toEqual(nobody);
  });

  it("that are deleted can be made anew: the next press is a new try-on, and comes to its end", async () => {
    const first = await begin();
    await data().erase(shop, visitor);
    // Word for word the same within a second would be somebody's replay.
    const again = await begin(house, 0, { language: "de" });
    expect(again.id).not.toBe(first.id);
    const followed = follow(house, { status: 202, body: again });
    await finish(again);
    expect((await followed).state).toBe("done");
  });

  async function idsOf(starts: ReturnType<typeof press>[]): Promise<string[]> {
    const answers = await Promise.all(starts);
    return answers.flatMap(({ body }) => startedShape.safeParse(body).data?.id ?? []);
  }
});
