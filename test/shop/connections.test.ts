import { afterAll, beforeAll, describe, expect, it } from "vitest";
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
  const row = () => house.db.connection.findFirstOrThrow();

  it("is refused with a sentence for each mistake", async () => {
    expect(await save("http://169.254.169.254/", "", { model: "another" })).toEqual({
      ok: false,
      mistakes: {
        baseAddress: "Enter an address that begins with https://.",
        model: "Choose a model.",
        apiKey: "Enter the key.",
      },
    });
    expect(await save(one, "short")).toEqual({
      ok: false,
      mistakes: { apiKey: "This is too short for a key." },
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
      settings: {},
      keyHint: "1111",
      paused: false,
      health: "untested",
    });
  });

  it("keeps its key when the form's is left empty, and never takes it along to another address", async () => {
    const before = await row();
    expect((await save(one, "", { model: "kolors-virtual-try-on-v1-5" })).ok).toBe(true);
    expect((await row()).credentials).toBe(before.credentials);
    expect(await save(other, "")).toEqual({ ok: false, mistakes: { apiKey: "Enter the key." } });
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
    expect(await connections.show(stranger, id)).toBeUndefined();
    expect(await connections.list(stranger)).toEqual([]);
    expect((await connections.test(stranger, id)).ok).toBe(false);
    await connections.setPaused(stranger, id, true);
    await connections.remove(stranger, id);
    expect(await row()).toEqual(before);
  });
});
