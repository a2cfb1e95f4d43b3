import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readListQuery } from "../../app/catalog/list-query.ts";
import { said } from "../../app/words/said.ts";
import { gatewayConnection } from "../helpers/connections.ts";
import { type House, startHouse } from "../helpers/house.ts";

const one = "https://one.example";
const other = "https://other.example";

describe("a connection", () => {
  let house: House;
  let id = "";
  beforeAll(async () => {
    house = await startHouse({ shop: "installed" });
  });
  afterAll(() => house.stop());

  const save = (baseAddress: string, apiKey: string, changes: Record<string, unknown> = {}) =>
    house.services.connections.save(house.shop.domain, id === "" ? undefined : id, {
      provider: "kling-gateway",
      baseAddress,
      model: "kolors-virtual-try-on-v1",
      credentials: apiKey === "" ? {} : { apiKey },
      settings: {},
      ...changes,
    });
  const row = () => house.db.connection.findFirstOrThrow({ include: { models: true } });

  it("is refused with a sentence for each mistake", async () => {
    expect(await save("http://169.254.169.254/", "", { model: "another" })).toEqual({
      ok: false,
      mistakes: {
        baseAddress: said("connections.mistake.base_address"),
        model: said("connections.mistake.model"),
        apiKey: said("connections.mistake.key_missing"),
      },
    });
    expect(await save(one, "short")).toEqual({
      ok: false,
      mistakes: { apiKey: said("connections.mistake.key_short") },
    });
    expect(await house.db.connection.count()).toBe(0);
  });

  it("shows no more of its key than its last four signs", async () => {
    const saved = await save(one, "sk-the-first-key-1111");
    id = saved.ok ? saved.id : "";
    const [shown] = await house.services.connections.list(house.shop.domain);
    expect(shown).toEqual({
      id,
      provider: "kling-gateway",
      baseAddress: one,
      model: "kolors-virtual-try-on-v1",
      models: [{ model: "kolors-virtual-try-on-v1", settings: {}, price: "" }],
      settings: {},
      keyHint: "1111",
      parallelLimit: 5,
      price: "",
      paused: false,
      first: true,
      standsIn: false,
      standingIn: false,
      health: "untested",
    });
  });

  it("has the price and the limit that its merchant wrote, and keeps them when they are left out", async () => {
    expect(await save(one, "", { price: "0,0725", parallelLimit: " 12 " })).toEqual({ ok: true, id });
    expect(await row()).toMatchObject({ models: [{ priceMicros: 72_500n }], parallelLimit: 12 });
    expect((await save(one, "")).ok).toBe(true);
    const [shown] = await house.services.connections.list(house.shop.domain);
    expect(shown).toMatchObject({ price: "0.0725", priceMicros: "72500", parallelLimit: 12 });
    expect(() => JSON.stringify(shown)).not.toThrow();
    await save(one, "", { price: "" });
    expect((await row()).models).toMatchObject([{ priceMicros: 0n }]);
  });

  it.each([
    [{ price: "-0.07" }, { price: said("common.amount.negative") }],
    [{ price: "0.0000001" }, { price: said("common.amount.decimals", { most: 6 }) }],
    [{ price: "1000001" }, { price: said("common.amount.high", { most: 1_000_000 }) }],
    [{ parallelLimit: "0" }, { parallelLimit: said("connections.mistake.parallel_limit", { most: 50 }) }],
    [{ parallelLimit: "51" }, { parallelLimit: said("connections.mistake.parallel_limit", { most: 50 }) }],
    [{ parallelLimit: "1.5" }, { parallelLimit: said("connections.mistake.parallel_limit", { most: 50 }) }],
    [{ standsIn: true }, { standsIn: said("connections.mistake.stands_in") }],
  ])("with %j is refused with a sentence, and stays as it is", async (changes, mistakes) => {
    const before = await row();
    expect(await save(one, "", changes)).toEqual({ ok: false, mistakes });
    expect(await row()).toEqual(before);
  });

  it("stays well when only its price, its limit or its standing in is changed", async () => {
    const known = { testedAt: new Date("2026-11-01T00:00:00Z"), balance: 12 };
    await house.db.connection.updateMany({ data: known });
    await save(one, "", { price: "0.08", parallelLimit: "3", standsIn: false });
    expect(await row()).toMatchObject({ ...known, models: [{ priceMicros: 80_000n }] });
    await house.db.connection.updateMany({ data: { unwell: "balance_gone" } });
    await save(one, "", { price: "0.09" });
    expect((await row()).unwell).toBe("balance_gone");
    await house.db.connection.updateMany({ data: { unwell: null } });
  });

  it.each([
    ["its model", { model: "kolors-virtual-try-on-v1-5" }],
    ["a setting", { settings: { resolution: "2k" } }],
    ["its key", { credentials: { apiKey: "sk-another-key-2222" } }],
  ])("has to be tested again when %s is changed", async (_what, changes) => {
    await save(one, "", { model: "kling-image-o1" });
    await house.db.connection.updateMany({ data: { testedAt: new Date() } });
    expect((await save(one, "", { model: "kling-image-o1", ...changes })).ok).toBe(true);
    expect((await row()).testedAt).toBeNull();
  });

  it("keeps its key when the form's is left empty, and never takes it along to another address", async () => {
    const before = await row();
    expect((await save(one, "", { model: "kolors-virtual-try-on-v1-5" })).ok).toBe(true);
    expect((await row()).credentials).toBe(before.credentials);
    expect(await save(other, "")).toEqual({
      ok: false,
      mistakes: { apiKey: said("connections.mistake.key_missing") },
    });
    expect((await row()).baseAddress).toBe(one);
  });

  it("never has a new key at an old address, whoever saves at the same moment", async () => {
    for (let round = 0; round < 10; round += 1) {
      const { baseAddress, keyHint } = await row();
      const next = baseAddress === one ? other : one;
      await Promise.all([save(next, `sk-a-key-of-round-${1_000 + round}`), save(baseAddress, "")]);
      const after = await row();
      expect(after.baseAddress === baseAddress).toBe(after.keyHint === keyHint);
    }
  });

  it("of another shop can't be seen, changed, tested or removed", async () => {
    const stranger = "other.myshopify.com";
    const { connections } = house.services;
    const before = await row();
    expect(await connections.list(stranger)).toEqual([]);
    expect((await connections.test(stranger, id)).ok).toBe(false);
    await connections.setPaused(stranger, id, true);
    await connections.makeFirst(stranger, id);
    const taken = await connections.save(stranger, id, gatewayConnection(other, "sk-the-key-of-a-stranger"));
    expect(taken.ok).toBe(false);
    await connections.remove(stranger, id);
    expect(await row()).toEqual(before);
  });
});

describe("a connection whose provider or model is not known any more", () => {
  let house: House;
  beforeAll(async () => {
    house = await startHouse();
  });
  afterAll(() => house.stop());

  it("is shown by its id, and can be removed", async () => {
    const { db, services, shop } = house;
    const connection = await db.connection.findFirstOrThrow();
    for (const gone of [{ provider: "closed" }, { provider: "kling-gateway", model: "closed" }]) {
      await db.connection.update({ where: { id: connection.id }, data: gone });
      expect((await services.standing(shop.domain)).first).toMatchObject({ id: connection.id });
      expect(await services.connections.list(shop.domain)).toMatchObject([gone]);
      await services.models.list(shop.domain);
      await services.catalog.list(shop.domain, readListQuery(new URLSearchParams()));
    }
    await services.connections.remove(shop.domain, connection.id);
    expect(await services.connections.list(shop.domain)).toEqual([]);
  });
});

describe("a shop's stand-in", () => {
  let house: House;
  const ids: string[] = [];
  const connections = () => house.services.connections;
  const save = (id: string | undefined, standsIn?: boolean) =>
    connections().save(house.shop.domain, id, {
      provider: "kling-gateway",
      baseAddress: one,
      model: "kolors-virtual-try-on-v1",
      credentials: id === undefined ? { apiKey: "sk-a-key-of-a-connection" } : {},
      settings: {},
      standsIn,
    });
  const shown = async (id: string) =>
    (await connections().list(house.shop.domain)).find((connection) => connection.id === id);
  const standIns = async () =>
    (await connections().list(house.shop.domain)).filter(({ standsIn }) => standsIn).map(({ id }) => id);
  beforeAll(async () => {
    house = await startHouse({ shop: "installed" });
    for (let count = 0; count < 3; count += 1) {
      const saved = await save(undefined);
      if (saved.ok) ids.push(saved.id);
    }
  });
  afterAll(() => house.stop());

  it("is one at most: choosing another lets the one before go", async () => {
    const [, second = "", third = ""] = ids;
    expect((await save(second, true)).ok).toBe(true);
    expect(await standIns()).toEqual([second]);
    await save(third, true);
    expect(await standIns()).toEqual([third]);
    await connections().setStandsIn(house.shop.domain, second, true);
    expect(await standIns()).toEqual([second]);
    const fourth = await save(undefined, true);
    expect(await standIns()).toEqual([fourth.ok ? fourth.id : ""]);
    await connections().setStandsIn(house.shop.domain, fourth.ok ? fourth.id : "", false);
    expect(await standIns()).toEqual([]);
  });

  it("is one at most when two are chosen at the same moment", async () => {
    const [, second = "", third = ""] = ids;
    for (let round = 0; round < 10; round += 1) {
      await connections().setStandsIn(house.shop.domain, second, false);
      await connections().setStandsIn(house.shop.domain, third, false);
      await Promise.all([save(second, true), connections().setStandsIn(house.shop.domain, third, true)]);
      expect(await standIns()).toHaveLength(1);
    }
  });

  it("stays the stand-in while the first one is paused and it is the first itself", async () => {
    const [first = "", second = ""] = ids;
    await connections().setStandsIn(house.shop.domain, second, true);
    await connections().setPaused(house.shop.domain, first, true);
    expect(await shown(second)).toMatchObject({ first: true, standsIn: true });
    expect((await save(second, true)).ok).toBe(true);
    await connections().setPaused(house.shop.domain, first, false);
    expect(await shown(second)).toMatchObject({ first: false, standsIn: true });
  });

  it("of another shop stays when a stranger chooses", async () => {
    const before = await standIns();
    await connections().setStandsIn("other.myshopify.com", ids[2] ?? "", true);
    expect(await standIns()).toEqual(before);
  });
});
