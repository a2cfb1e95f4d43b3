import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { AskedComparison } from "../../../app/try-on/comparison/compare.server.ts";
import { said } from "../../../app/words/said.ts";
import { gatewayConnection } from "../../helpers/connections.ts";
import { gatewayKey, type House, startHouse, until } from "../../helpers/house.ts";
import { photoOfSomebody } from "../../helpers/shopper.ts";
import { finishTask } from "../../sandbox/kling/index.ts";

const [v1, v1_5] = ["kolors-virtual-try-on-v1", "kolors-virtual-try-on-v1-5"];
const price = 70_000n;

describe("a merchant's comparison", () => {
  let house: House;
  let shop = "";
  let connectionId = "";
  let product = "";
  beforeAll(async () => {
    house = await startHouse({ drives: false, sandbox: { taskMs: Infinity, parallelLimit: 20 } });
    shop = house.shop.domain;
    connectionId = (await house.db.connection.findFirstOrThrow()).id;
    const wearable = { where: { active: true, kind: "upper", readiness: "ready" } } as const;
    product = String((await house.db.product.findFirstOrThrow(wearable)).id);
    for (const model of [v1, v1_5])
      await house.services.models.save(shop, { connectionId, model }, { price: "0.07" });
  });
  beforeEach(async () => {
    house.sandbox.reset();
    await house.db.tryOn.deleteMany();
    await house.db.picture.deleteMany();
    await house.db.comparison.deleteMany();
    await house.db.spend.deleteMany();
    await house.db.shop.updateMany({ data: { settings: {} } });
    await house.db.connection.updateMany({ data: { unwell: null, paused: false } });
  });
  afterAll(() => house.stop());

  const asked = (changes: Partial<AskedComparison> = {}): AskedComparison => ({
    id: randomUUID(),
    productId: product,
    person: { drawn: "amara" },
    makers: [
      { connectionId, model: v1 },
      { connectionId, model: v1_5 },
    ],
    ...changes,
  });
  const compare = (changes: Partial<AskedComparison> = {}) =>
    house.services.comparisons.start(shop, asked(changes));
  const started = async (changes: Partial<AskedComparison> = {}) => {
    const compared = await compare(changes);
    if (!compared.ok) throw new Error(compared.sentence.key);
    return compared.id;
  };
  const another = () => gatewayConnection(`${house.sandbox.origin}/providers/gateway`, gatewayKey, v1);
  const show = (id: string) => house.services.comparisons.show(shop, id);
  const tryOns = () => house.db.tryOn.findMany({ orderBy: { model: "asc" } });
  const advanceAll = async () => {
    for (const { id } of await tryOns()) await house.services.tryOns.advance(id);
  };
  const finishAll = async () => {
    await advanceAll();
    for (const { id } of house.sandbox.world.tasks) await finishTask(house.sandbox.world, id);
    await advanceAll();
  };
  const month = async () => (await house.db.spend.findFirst()) ?? { reservedMicros: 0n, spentMicros: 0n };
  const nothingIsLeft = async () => {
    expect(await house.db.tryOn.count()).toBe(0);
    expect(await house.db.comparison.count()).toBe(0);
    expect((await month()).reservedMicros).toBe(0n);
    await until(async () => (await house.db.picture.count()) === 0);
  };

  it("shows each model's picture, time and cost side by side, and goes the shoppers' way", async () => {
    const id = await started();
    expect(await show(id)).toMatchObject({
      ended: false,
      models: [{ state: "queued" }, { state: "queued" }],
    });
    expect(await month()).toMatchObject({ reservedMicros: 2n * price });
    await finishAll();
    const shown = await show(id);
    expect(shown).toMatchObject({ ended: true, person: "amara", productId: product });
    expect(shown?.models.map(({ model, state, priceMicros }) => [model, state, priceMicros])).toEqual([
      [v1, "done", "70000"],
      [v1_5, "done", "70000"],
    ]);
    for (const { picture = "" } of shown?.models ?? []) expect((await fetch(picture)).status).toBe(200);
    expect(await month()).toMatchObject({ reservedMicros: 0n, spentMicros: 2n * price });
    expect(house.sandbox.world.tasks.map(({ model }) => model).toSorted()).toEqual([v1, v1_5]);
  });

  it("of one model alone makes one try-on and no more", async () => {
    const id = await started({ makers: [{ connectionId, model: v1 }] });
    expect(await month()).toMatchObject({ reservedMicros: price });
    await finishAll();
    expect((await show(id))?.models).toMatchObject([{ model: v1, state: "done" }]);
    expect((await house.services.usage.lately(shop)).last).toMatchObject([{ comparisonId: id }]);
    expect(await house.db.tryOn.count()).toBe(1);
    expect(house.sandbox.world.tasks).toHaveLength(1);
    expect(await month()).toMatchObject({ reservedMicros: 0n, spentMicros: price });
  });

  it("counts against no visitor, needs no shopper's consent and is told apart from the shoppers' try-ons", async () => {
    await house.db.shop.updateMany({ data: { settings: { perVisitorPerDay: 1, perShopPerMinute: 1 } } });
    const before = await house.db.tally.count();
    await started();
    expect(await house.db.tally.count()).toBe(before);
    expect(await house.db.consent.count()).toBe(0);
    expect((await tryOns()).map(({ askedBy }) => askedBy)).toEqual(["merchant", "merchant"]);
  });

  it("takes the merchant's own photo, cleaned like a shopper's, and says what is wrong with a bad one", async () => {
    await started({ person: { photo: await photoOfSomebody() } });
    const refused = (key: "photo_type" | "photo_unreadable") => ({
      ok: false,
      sentence: said(`models.refused.${key}`),
    });
    expect(await compare({ person: { photo: Buffer.from("no picture at all") } })).toEqual(
      refused("photo_type"),
    );
    const cut = (await photoOfSomebody()).subarray(0, 9_000);
    expect(await compare({ person: { photo: cut } })).toEqual(refused("photo_unreadable"));
    expect(await house.db.comparison.count()).toBe(1);
  });

  it("begins whole or not at all: what does not fit under the cap together is refused", async () => {
    const settings = { monthlyCapMicros: Number(2n * price - 1n) };
    await house.db.shop.updateMany({ data: { settings } });
    expect(await compare()).toEqual({ ok: false, sentence: said("models.mistake.cap") });
    await nothingIsLeft();
  });

  it("goes on beyond a cap that its merchant only wants to be told of, as shoppers' try-ons do", async () => {
    await house.db.shop.updateMany({ data: { settings: { monthlyCapMicros: 1, atCap: "tell" } } });
    expect(await compare()).toMatchObject({ ok: true });
    expect(await month()).toMatchObject({ reservedMicros: 2n * price });
  });

  it("does not pass the cap by being asked for many times at once", async () => {
    await house.db.shop.updateMany({ data: { settings: { monthlyCapMicros: Number(5n * price) } } });
    const all = await Promise.all(Array.from({ length: 6 }, () => compare()));
    expect(all.filter(({ ok }) => ok)).toHaveLength(2);
    expect(await month()).toMatchObject({ reservedMicros: 4n * price });
    expect(await house.db.tryOn.count()).toBe(4);
  });

  it("pressed twice is begun and paid once", async () => {
    const twice = asked();
    const answers = await Promise.all([1, 2, 3].map(() => house.services.comparisons.start(shop, twice)));
    expect(answers).toEqual(answers.map(() => ({ ok: true, id: twice.id })));
    expect(await house.db.tryOn.count()).toBe(2);
    expect(await month()).toMatchObject({ reservedMicros: 2n * price });
    await until(async () => (await house.db.picture.count()) === 2);
  });

  it("pressed again once it has used up the cap is the same comparison, and not too dear", async () => {
    await house.db.shop.updateMany({ data: { settings: { monthlyCapMicros: Number(2n * price) } } });
    const twice = asked();
    for (const _press of [1, 2])
      expect(await house.services.comparisons.start(shop, twice)).toEqual({ ok: true, id: twice.id });
    expect(await house.db.tryOn.count()).toBe(2);
  });

  it.each([
    ["no model", () => ({ makers: [] }), said("models.mistake.makers", { most: 6 })],
    [
      "the same model twice",
      () => ({ makers: [1, 2].map(() => ({ connectionId, model: v1 })) }),
      said("models.mistake.makers", { most: 6 }),
    ],
    [
      "a model that the connection does not offer",
      () => ({ makers: [v1, "hidream-vton"].map((model) => ({ connectionId, model })) }),
      said("models.mistake.not_offered"),
    ],
    ["a product that is not there", () => ({ productId: "999" }), said("models.refused.product_not_found")],
  ])("of %s is refused, and nothing is begun", async (_what, changes, sentence) => {
    expect(await compare(changes())).toEqual({ ok: false, sentence });
    await nothingIsLeft();
  });

  it("shows what no shopper can try on: switched off, not active, or left out by the rule", async () => {
    const where = { id: BigInt(product) };
    for (const hidden of [{ switched: false }, { switched: null, active: false }]) {
      await house.db.product.updateMany({ where, data: hidden });
      expect(await compare()).toMatchObject({ ok: true });
    }
    await house.db.product.updateMany({ where, data: { switched: null, active: true } });
    const productRule = { by: "tags", values: ["of no product"] };
    await house.db.shop.updateMany({ data: { settings: { productRule } } });
    expect(await compare()).toMatchObject({ ok: true });
  });

  it("says of each model that failed what a merchant can do, and bills what was billed", async () => {
    const id = await started();
    house.sandbox.world.scripts.push({ on: "task", does: "fail", message: "no human in the picture" });
    await finishAll();
    const states = (await show(id))?.models.map(({ state }) => state).toSorted();
    expect(states).toEqual(["done", "failed"]);
    const failed = (await show(id))?.models.find(({ state }) => state === "failed");
    expect(failed).toMatchObject({
      charge: "returned",
      failure: { key: expect.stringContaining("failures.") },
    });
    expect(await month()).toMatchObject({ spentMicros: price, reservedMicros: 0n });
  });

  it("is never handed to a stand-in, and takes no button away for a model that is not in use", async () => {
    const saved = await house.services.connections.save(shop, undefined, {
      ...another(),
      standsIn: true,
    });
    if (saved.ok) await house.services.connections.test(shop, saved.id);
    const id = await started();
    const [other] = await tryOns();
    expect(other?.model).toBe(v1);
    const notPermitted = { status: 403, code: 1103, message: "no" };
    house.sandbox.world.scripts.push({ on: "create", does: "answer", ...notPermitted });
    await house.services.tryOns.advance(other?.id ?? "");
    const failed = (await show(id))?.models.find(({ state }) => state === "failed");
    expect(failed).toMatchObject({ model: v1, failure: said("failures.not_permitted") });
    expect(await house.db.connection.count({ where: { unwell: { not: null } } })).toBe(0);
    if (saved.ok) await house.services.connections.remove(shop, saved.id);
  });

  it.each([
    ["in the middle", (other: string) => house.services.connections.remove(shop, other)],
    // As it is for one that had not begun yet when the others were told.
    ["as it began", (other: string) => house.db.connection.delete({ where: { id: other } })],
  ])("ends with its reason when its connection is removed %s", async (_when, remove) => {
    const saved = await house.services.connections.save(shop, undefined, another());
    const other = saved.ok ? saved.id : "";
    const makers = [v1, v1_5].map((model) => ({ connectionId: other, model }));
    const id = await started({ makers });
    await advanceAll();
    await remove(other);
    await advanceAll();
    expect((await show(id))?.models).toMatchObject([
      { state: "failed", failure: said("failures.connection_gone") },
      { state: "failed", failure: said("failures.connection_gone") },
    ]);
  });

  it("goes at once when its merchant says so: pictures, photo and what is under way; its cost stays", async () => {
    const done = await started();
    await finishAll();
    const [{ picture = "" } = {}] = (await show(done))?.models ?? [];
    await house.services.comparisons.forget(shop, done);
    expect(await show(done)).toBeUndefined();
    expect((await fetch(picture)).status).toBe(404);
    const { last } = await house.services.usage.lately(shop);
    expect(last).toMatchObject([{ comparisonId: null }, { comparisonId: null }]);
    expect(await month()).toMatchObject({ spentMicros: 2n * price });
    const waiting = await started();
    await house.services.comparisons.forget(shop, waiting);
    expect(await house.db.picture.count()).toBe(0);
    expect(await house.db.tryOn.count({ where: { failureCode: "cancelled" } })).toBe(2);
    expect(await month()).toMatchObject({ reservedMicros: 0n, spentMicros: 2n * price });
    const receipts = await house.db.receipt.findMany({ where: { why: "merchant" } });
    expect(receipts.map(({ what }) => what).toSorted()).toEqual(["photo", "photo", "result", "result"]);
  });

  it("is gone when its pictures' time is over", async () => {
    const id = await started();
    await finishAll();
    await house.db.picture.updateMany({ data: { expiresAt: new Date(0) } });
    expect(await show(id)).toBeUndefined();
  });

  it("is not begun with a product that has no picture to be sent, and its page knows why beforehand", async () => {
    const { id } = await house.db.product.findFirstOrThrow({ where: { readiness: "too_small" } });
    const productId = String(id);
    expect(await house.services.comparisons.product(shop, productId)).toMatchObject({
      obstacle: "too_small",
    });
    expect(await house.services.comparisons.product(shop, product)).not.toHaveProperty("obstacle");
    const answer = await compare({ productId });
    expect(answer).toEqual({ ok: false, sentence: said("models.refused.garment_not_ready") });
    await nothingIsLeft();
  });

  it("is no other shop's: not to be seen, begun with its connections and products, or deleted", async () => {
    const other = "second-shop.myshopify.com";
    await house.db.shop.create({ data: { domain: other, installedAt: new Date() } });
    const id = await started();
    const { comparisons } = house.services;
    expect(await comparisons.show(other, id)).toBeUndefined();
    expect(await comparisons.product(other, product)).toBeUndefined();
    expect((await comparisons.start(other, asked())).ok).toBe(false);
    await comparisons.forget(other, id);
    expect(await comparisons.start(other, asked({ id }))).toMatchObject({ ok: false });
    expect((await show(id))?.models).toHaveLength(2);
    expect(await house.db.tryOn.count()).toBe(2);
    await house.db.shop.delete({ where: { domain: other } });
  });
});
