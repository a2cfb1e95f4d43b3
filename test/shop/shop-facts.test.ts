import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createShopFacts } from "../../app/shop/shop-facts.server.ts";
import { type House, startHouse, until } from "../helpers/house.ts";

describe("what Shopify says of a shop", () => {
  let house: House;
  beforeAll(async () => {
    house = await startHouse({ shop: "installed" });
  });
  afterAll(() => house.stop());

  const facts = async () => {
    const { currency, timeZone } = await house.db.shop.findFirstOrThrow();
    return `${currency} ${timeZone}`;
  };
  const change = (changes: Record<string, string>) =>
    fetch(`${house.sandbox.origin}/_control/shops/${house.shop.domain}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(changes),
    });

  it("is known here once the shop is set up", async () => {
    await until(async () => (await facts()) === "EUR Europe/Berlin");
  });

  it("is asked for at once where a page comes before the set-up: no price is typed in a currency that was guessed", async () => {
    await house.db.shop.updateMany({ data: { currency: null, timeZone: "UTC" } });
    expect(await house.services.factsOf(house.shop.domain)).toEqual({
      currency: "EUR",
      timeZone: "Europe/Berlin",
    });
    expect(await facts()).toBe("EUR Europe/Berlin");
  });

  it("is kept in step when the merchant changes it", async () => {
    const answer = await change({ currency: "JPY", timezone: "Asia/Tokyo" });
    expect(await answer.json()).toMatchObject({ delivery: { topic: "shop/update", status: 200 } });
    await until(async () => (await facts()) === "JPY Asia/Tokyo");
  });

  it("reaches no other shop", async () => {
    const other = "other.myshopify.com";
    await house.db.shop.create({ data: { domain: other, installedAt: new Date() } });
    await change({ currency: "GBP", timezone: "Europe/London" });
    await until(async () =>
      house.db.shop.findFirst({ where: { domain: house.shop.domain, currency: "GBP" } }),
    );
    const stranger = await house.db.shop.findUniqueOrThrow({ where: { domain: other } });
    expect(stranger).toMatchObject({ currency: null, timeZone: "UTC" });
    await house.db.shop.delete({ where: { domain: other } });
  });

  it("never leaves the shop with a time zone in which no day can be counted", async () => {
    const domain = house.shop.domain;
    const strange = createShopFacts({
      db: house.db,
      now: () => new Date(),
      ask: async (_shop, _operation, shape) =>
        shape.parse({ shop: { currencyCode: "CAD", ianaTimezone: "Mars/Olympus_Mons" } }),
    });
    await house.db.shop.updateMany({ data: { timeZone: "America/Toronto" } });
    await strange.read(domain);
    expect(await facts()).toBe("CAD America/Toronto");
  });
});
