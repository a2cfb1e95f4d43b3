import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { said } from "../../app/words/said.ts";
import { gatewayConnection } from "../helpers/connections.ts";
import { gatewayKey, type House, startHouse, until } from "../helpers/house.ts";
import { aboutMs, stepOf } from "../../app/usage/took.ts";
import { press } from "../helpers/shopper.ts";

const [v1, v1_5, omni] = ["kolors-virtual-try-on-v1", "kolors-virtual-try-on-v1-5", "kling-image-o1"];
const elsewhere = "second-shop.myshopify.com";

describe("the models of a shop", () => {
  let house: House;
  let shop = "";
  let connectionId = "";
  let [shirt, other] = [0n, 0n];
  beforeAll(async () => {
    house = await startHouse({ drives: false, sandbox: { taskMs: Infinity } });
    shop = house.shop.domain;
    connectionId = (await house.db.connection.findFirstOrThrow()).id;
    await house.db.shop.create({ data: { domain: elsewhere, installedAt: new Date() } });
    const found = await house.db.product.findMany({
      where: { active: true, kind: "upper", readiness: "ready" },
      take: 2,
    });
    [shirt = 0n, other = 0n] = found.map(({ id }) => id);
  });
  beforeEach(async () => {
    house.sandbox.reset();
    await house.db.tryOn.deleteMany();
    await house.db.modelChoice.deleteMany();
    await house.db.connectionModel.deleteMany();
    await house.db.connection.deleteMany({ where: { id: { not: connectionId } } });
    await house.db.connection.updateMany({ data: { model: v1_5, unwell: null, paused: false } });
  });
  afterAll(() => house.stop());

  const card = async (model: string) =>
    (await house.services.models.list(shop)).cards.find((one) => one.model === model);
  const choose = (model: string, ids: bigint[], scope: "product" | "collection" = "product") =>
    house.services.models.choose(shop, { scope, ids, model });
  /** Which model makes a shopper's try-on of this product, and at which price. */
  const madeBy = async (product: bigint) => {
    const started = await press(house, { product_id: String(product), visitor: randomUUID() });
    const { id } = z.object({ id: z.string() }).parse(started.body);
    const { model, priceMicros } = await house.db.tryOn.findUniqueOrThrow({ where: { id } });
    return { model, priceMicros };
  };

  it("are those that its connections offer, the default first", async () => {
    const { cards } = await house.services.models.list(shop);
    expect(cards.map(({ model, isDefault }) => [model, isDefault])).toEqual([
      [v1_5, true],
      [v1, false],
      ["kling-v3-omni", false],
      [omni, false],
    ]);
    expect(cards[0]?.offers).toMatchObject([{ connectionId, usual: true, isDefault: true, price: "" }]);
  });

  it("can be tried where their connection is not paused, the default first", async () => {
    const { models } = house.services;
    const { cards } = await models.list(shop);
    expect(await models.candidates(shop)).toEqual(
      cards.map(({ model, label, offers: [offer] }) => ({ model, label, ...offer })),
    );
    await house.db.connection.updateMany({ data: { paused: true } });
    expect(await models.candidates(shop)).toEqual([]);
  });

  it("have a price and settings of their own, of which each keeps what is not entered", async () => {
    const of = { connectionId, model: omni };
    const { models } = house.services;
    expect(await models.save(shop, of, { price: "0,12" })).toEqual({ ok: true });
    expect(await models.save(shop, of, { settings: { resolution: "2k" } })).toEqual({ ok: true });
    expect(await models.save(shop, of, { price: "0.13" })).toEqual({ ok: true });
    expect((await card(omni))?.offers).toMatchObject([{ price: "0.13", settings: { resolution: "2k" } }]);
    expect((await card(v1_5))?.offers).toMatchObject([{ price: "", settings: {} }]);
  });

  it("are refused what can't be taken, with a sentence for each field", async () => {
    const entered = { price: "a lot", settings: { prompt: "nothing of use", resolution: "4k" } };
    expect(await house.services.models.save(shop, { connectionId, model: omni }, entered)).toEqual({
      ok: false,
      mistakes: {
        price: said("common.amount.unreadable"),
        "settings.form": said("models.mistake.four_k"),
        "settings.prompt": said("models.mistake.prompt_person", { name: "<<<image_1>>>" }),
      },
    });
    expect(await house.db.connectionModel.count()).toBe(0);
  });

  it("of a connection that is removed at that very moment are not saved, and it is said why", async () => {
    const added = await house.services.connections.save(
      shop,
      undefined,
      gatewayConnection(`${house.sandbox.origin}/providers/gateway`, gatewayKey, v1),
    );
    const second = added.ok ? added.id : "";
    let saving: Promise<unknown> = Promise.resolve();
    await house.db.$transaction(async (transaction) => {
      await transaction.connection.delete({ where: { id: second } });
      // It still finds the connection, and has to wait for what becomes of it.
      saving = house.services.models.save(shop, { connectionId: second, model: v1 }, { price: "0.07" });
      saving.catch(() => {});
      await until(async () => {
        const waiting = await house.db.$queryRaw<unknown[]>`
          select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
        return waiting.length > 0;
      });
    });
    expect(await saving).toEqual({ ok: false, mistakes: { form: said("models.mistake.not_offered") } });
  });

  it("become the default by one press, tested before; a press that can't work changes nothing", async () => {
    const { models } = house.services;
    expect(await models.makeDefault(shop, { connectionId, model: v1 })).toEqual({ ok: true });
    expect(await madeBy(shirt)).toMatchObject({ model: v1 });
    house.sandbox.world.scripts.push({
      on: "query",
      does: "answer",
      status: 401,
      code: 1000,
      message: "no",
    });
    expect(await models.makeDefault(shop, { connectionId, model: omni })).toEqual({
      ok: false,
      sentence: said("failures.key_refused"),
    });
    expect(await house.services.isReady(shop)).toBe(true);
    expect(await madeBy(other)).toMatchObject({ model: v1 });
  });

  it("of another connection bring that connection to the front", async () => {
    const saved = await house.services.connections.save(
      shop,
      undefined,
      gatewayConnection(`${house.sandbox.origin}/providers/gateway`, gatewayKey, v1),
    );
    const second = saved.ok ? saved.id : "";
    expect(await house.services.models.makeDefault(shop, { connectionId: second, model: omni })).toEqual({
      ok: true,
    });
    const [first] = await house.services.connections.list(shop);
    expect(first).toMatchObject({ id: second, model: omni, first: true, health: "well" });
  });

  it("can be chosen for a product, which a shopper's start goes by, at that model's price", async () => {
    await house.services.models.save(shop, { connectionId, model: v1 }, { price: "0.03" });
    expect(await choose(v1, [shirt])).toBe(1);
    expect(await madeBy(shirt)).toEqual({ model: v1, priceMicros: 30_000n });
    expect(await madeBy(other)).toMatchObject({ model: v1_5 });
    expect((await card(v1))?.products).toBe(1);
    await house.services.models.leave(shop, { scope: "product", id: String(shirt) });
    expect(await madeBy(shirt)).toMatchObject({ model: v1_5 });
  });

  it("that show one garment at a time offer nothing to go with their products", async () => {
    const lower = await house.db.product.findFirstOrThrow({
      where: { active: true, kind: "lower", readiness: "ready" },
    });
    const matches = async (productId: bigint) => {
      const found = await house.services.tryOns.matches(shop, { productId, candidates: [lower.id] });
      return found.ok ? found.value.length : found.code;
    };
    await choose(v1, [shirt]);
    expect([await matches(shirt), await matches(other)]).toEqual([0, 1]);
  });

  it("can be chosen for a collection, before which a product's own choice goes", async () => {
    await house.db.collection.create({ data: { shopDomain: shop, id: 77n, title: "Summer" } });
    await house.db.product.updateMany({
      where: { id: { in: [shirt, other] } },
      data: { collections: [77n] },
    });
    expect(await choose(v1, [77n], "collection")).toBe(1);
    expect(await choose(omni, [shirt])).toBe(1);
    expect(await madeBy(other)).toMatchObject({ model: v1 });
    expect(await madeBy(shirt)).toMatchObject({ model: omni });
    const { choices } = await house.services.models.list(shop);
    expect(choices.map(({ scope, model }) => [scope, model])).toEqual([
      ["collection", v1],
      ["product", omni],
    ]);
  });

  it("that the connection in use does not offer sleep, and can't be chosen", async () => {
    await choose(v1, [shirt]);
    await house.db.modelChoice.updateMany({ data: { model: "hidream-vton" } });
    expect(await madeBy(shirt)).toMatchObject({ model: v1_5 });
    expect(await choose("hidream-vton", [other])).toBe(0);
  });

  it("leave a try-on with the model that it was begun with, and with its settings as they are by then", async () => {
    await house.services.models.makeDefault(shop, { connectionId, model: omni });
    await madeBy(shirt);
    const { id } = await house.db.tryOn.findFirstOrThrow();
    const prompt = "Put {garments} on <<<image_1>>>, on a sunny day.";
    await house.services.models.save(shop, { connectionId, model: omni }, { settings: { prompt } });
    await house.services.models.makeDefault(shop, { connectionId, model: v1 });
    await house.services.tryOns.advance(id);
    const [task] = house.sandbox.world.tasks;
    expect(task?.model).toBe(omni);
    expect(JSON.stringify(task)).toContain("on a sunny day");
  });

  it("are measured by the shop's own try-ons of the last 30 days, but for what somebody stopped", async () => {
    await madeBy(shirt);
    const { id: _one, garments: _worn, ...row } = await house.db.tryOn.findFirstOrThrow();
    await house.db.tryOn.deleteMany();
    const at = (agoMs: number) => new Date(Date.now() - agoMs);
    const add = (seconds: number, changes: object) =>
      house.db.tryOn.create({
        data: {
          ...row,
          operation: {},
          garments: [],
          id: randomUUID(),
          repeatKey: null,
          state: "done",
          createdAt: at(60_000),
          endedAt: at(60_000 - seconds * 1_000),
          ...changes,
        },
      });
    for (const seconds of [10, 20, 30]) await add(seconds, {});
    await add(5, { state: "failed", failureCode: "generation_failed" });
    await add(5, { state: "failed", failureCode: "cancelled" });
    const earlier = at(31 * 24 * 3_600_000);
    await add(5, { createdAt: earlier, day: earlier.toISOString().slice(0, 10) });
    const { measured } = await house.services.models.list(shop);
    expect(measured).toEqual({ [v1_5]: { count: 4, done: 3, usualMs: aboutMs(stepOf(20_000)) } });
  });

  it("are no other shop's to see, to change, to make the default or to choose", async () => {
    const { models } = house.services;
    const of = { connectionId, model: v1 };
    expect(await models.list(elsewhere)).toMatchObject({ cards: [], choices: [], choosable: [] });
    expect(await models.candidates(elsewhere)).toEqual([]);
    expect(await models.save(elsewhere, of, { price: "9" })).toMatchObject({ ok: false });
    expect(await models.makeDefault(elsewhere, of)).toMatchObject({ ok: false });
    await choose(v1, [shirt]);
    expect(await models.choose(elsewhere, { scope: "product", ids: [shirt], model: v1 })).toBe(0);
    await models.leave(elsewhere, { scope: "product", id: String(shirt) });
    expect(await madeBy(shirt)).toMatchObject({ model: v1 });
    expect(await house.db.connectionModel.count({ where: { priceMicros: 9_000_000n } })).toBe(0);
  });
});
