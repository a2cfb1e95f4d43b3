import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type House, startHouse } from "../helpers/house.ts";

const tryOn = "11111111-1111-4111-8111-111111111111";

describe("the list of receipts", () => {
  let house: House;
  let shop = "";
  beforeAll(async () => {
    house = await startHouse({ shop: "installed" });
    shop = house.shop.domain;
  });
  beforeEach(() => house.db.receipt.deleteMany());
  afterAll(() => house.stop());

  const add = (shopDomain: string, tryOnId: string, at: Date) =>
    house.db.receipt.create({
      data: { shopDomain, tryOnId, what: "photo", why: "finished", hash: "", at },
    });

  it("goes page by page from the newest to the oldest, each once, also where many are of one moment", async () => {
    const moments = Array.from({ length: 60 }, (_none, at) => new Date(Date.UTC(2026, 10, 1 + (at >> 4))));
    for (const at of moments) await add(shop, crypto.randomUUID(), at);
    const seen: string[] = [];
    const sizes: number[] = [];
    for (let after: string | undefined = ""; after !== undefined;) {
      const page: Awaited<ReturnType<House["services"]["receipts"]>> = await house.services.receipts(shop, {
        after,
      });
      sizes.push(page.receipts.length);
      seen.push(...page.receipts.map(({ id }) => id));
      after = page.after;
    }
    expect(sizes).toEqual([25, 25, 10]);
    expect(new Set(seen).size).toBe(60);
    const stored = await house.db.receipt.findMany({ orderBy: [{ at: "desc" }, { id: "desc" }] });
    expect(seen).toEqual(stored.map(({ id }) => id));
  });

  it("finds those of one try-on, and none of another shop's", async () => {
    const at = new Date();
    const mine = await add(shop, tryOn, at);
    await add(shop, crypto.randomUUID(), at);
    const theirs = await add("another.myshopify.com", crypto.randomUUID(), at);
    expect(
      (await house.services.receipts(shop, { tryOn: ` ${tryOn.toUpperCase()}` })).receipts,
    ).toMatchObject([{ id: mine.id, tryOnId: tryOn, what: "photo", why: "finished", at: at.toISOString() }]);
    expect((await house.services.receipts(shop, { tryOn: theirs.tryOnId })).receipts).toEqual([]);
    // A page that begins at another shop's receipt begins at the beginning.
    expect((await house.services.receipts(shop, { after: theirs.id })).receipts).toHaveLength(2);
  });

  it.each(["nobody", "1", "' or 1=1 --", "\u0000"])("is empty for what is no number: %j", async (wanted) => {
    await add(shop, tryOn, new Date());
    expect((await house.services.receipts(shop, { tryOn: wanted, after: wanted })).receipts).toEqual([]);
    expect((await house.services.receipts(shop, { after: wanted })).receipts).toHaveLength(1);
  });
});
