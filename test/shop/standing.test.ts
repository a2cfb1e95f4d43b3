import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { guideOf } from "../../app/shop/guide.ts";
import { whyHidden } from "../../app/shop/why-hidden.ts";
import { type House, startHouse, until } from "../helpers/house.ts";
import { follow, press } from "../helpers/shopper.ts";

describe("how a shop stands", () => {
  let house: House;
  let shop = "";
  beforeAll(async () => {
    house = await startHouse();
    shop = house.shop.domain;
  });
  afterAll(() => house.stop());

  const standing = () => house.services.standing(shop);
  const buttons = () =>
    [...house.shop.appData.entries()]
      .filter(([key]) => key.startsWith("fitting_room.products_"))
      .flatMap(([, { value }]) => Object.keys(JSON.parse(value))).length;

  it("is read from what is stored: a connection that works, products with the button, nothing tried on", async () => {
    const { first, makesNow, products, tried } = await standing();
    expect(first).toMatchObject({ tested: true, unwell: null, priceMicros: "0" });
    expect([makesNow, tried]).toEqual(["first", false]);
    expect(products.all).toBe(house.shop.products.length);
    expect(products.withButton).toBeGreaterThan(0);
    expect(products.withButton).toBeLessThan(products.all);
  });

  it("counts exactly the products that the storefront was told of", async () => {
    expect((await standing()).products.withButton).toBe(buttons());
  });

  it("knows of the try-on that came to a picture, and lists it without one", async () => {
    await follow(house, await press(house));
    expect((await standing()).tried).toBe(true);
    const { last, failed } = await house.services.usage.lately(shop);
    expect(last).toMatchObject([{ state: "done", askedBy: "shopper" }]);
    expect(failed).toEqual([]);
  });

  it("counts what failed in the last week by its reason, and not what shoppers stopped", async () => {
    const [row] = await house.db.tryOn.findMany({ where: { state: "done" } });
    if (!row) throw new Error("there is no try-on");
    const { garments, operation: _operation, ...facts } = row;
    const failed = (failureCode: string, daysAgo: number) => ({
      ...facts,
      garments: garments ?? [],
      id: crypto.randomUUID(),
      repeatKey: null,
      state: "failed" as const,
      failureCode,
      createdAt: new Date(Date.now() - daysAgo * 24 * 3_600_000),
    });
    await house.db.tryOn.createMany({
      data: [
        failed("garment_refused", 1),
        failed("busy", 2),
        failed("busy", 6),
        failed("busy", 8),
        failed("cancelled", 1),
      ],
    });
    expect((await house.services.usage.lately(shop)).failed).toEqual([
      { code: "busy", count: 2 },
      { code: "garment_refused", count: 1 },
    ]);
  });

  it("says nothing of the theme until somebody has looked, and then what was seen there", async () => {
    expect((await standing()).seen.placed).toBeUndefined();
    expect(whyHidden(await standing())).toEqual([]);
    await house.services.seen.placed(shop, false);
    expect(whyHidden(await standing())).toMatchObject([{ id: "block" }]);
    await house.services.seen.placed(shop, true);
    await house.services.seen.policyRead(shop);
    expect(guideOf(await standing()).steps.every(({ done }) => done)).toBe(true);
  });

  it("loses nothing of what two pages tell at the same moment", async () => {
    const ids = Array.from({ length: 8 }, (_none, at) => `price:${at}`);
    await Promise.all([
      ...ids.map((id) => house.services.seen.dismissed(shop, id)),
      house.services.seen.guide(shop, true),
    ]);
    const { seen } = await standing();
    expect(seen.dismissed.toSorted()).toEqual(ids);
    expect(seen).toMatchObject({ guidePutAway: true, placed: true });
    expect(await house.services.seen.guideShown(shop)).toBe(false);
  });

  it("names the connection that became unwell, and that each of them is paused", async () => {
    await house.db.connection.updateMany({ data: { unwell: "balance_gone" } });
    expect(await standing()).toMatchObject({ makesNow: undefined, first: { unwell: "balance_gone" } });
    await house.db.connection.updateMany({ data: { unwell: null, paused: true } });
    expect(await standing()).toMatchObject({ first: undefined, allPaused: true, pausedWell: true });
    await house.db.connection.updateMany({ data: { unwell: "key_refused" } });
    expect(await standing()).toMatchObject({ allPaused: true, pausedWell: false });
    await house.db.connection.updateMany({ data: { unwell: null, paused: false } });
    await until(async () => (await standing()).makesNow === "first");
  });
});
