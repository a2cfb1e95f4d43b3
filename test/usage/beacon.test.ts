/** Beacons as a browser sends them: through the shop's proxy, whose answer nobody reads. */
import { request } from "undici";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { client, type House, startHouse } from "../helpers/house.ts";
import { ask } from "../helpers/shopper.ts";
import { rowsNaming } from "../helpers/shops.ts";
import { signProxyQuery } from "../sandbox/shopify/storefront/sign-proxy-query.ts";

describe("a beacon from a product page", () => {
  let house: House;
  beforeAll(async () => {
    house = await startHouse();
  });
  beforeEach(async () => {
    await house.db.eventCount.deleteMany();
  });
  afterAll(() => house.stop());

  const product = () => String(house.shop.products[0]?.id);
  const seen = () => JSON.stringify([{ product_id: product(), event: "seen" }]);
  const counts = async () =>
    (await house.db.eventCount.findMany()).map(({ productId, event, count }) => [
      `${productId}`,
      event,
      count,
    ]);

  const send = async (body: string, type = "text/plain;charset=UTF-8") => {
    const answer = await request(`${house.sandbox.origin}/apps/try-it-on/events`, {
      method: "POST",
      body,
      headers: { "content-type": type },
    });
    const { "cache-control": caching } = answer.headers;
    return { status: answer.statusCode, caching, said: await answer.body.text() };
  };
  const taken = { status: 204, caching: "no-store", said: "" };
  const incomplete = { error: { code: "bad_request", message: "The request is not complete." } };
  const refused = { status: 400, caching: "no-store", said: JSON.stringify(incomplete) };

  /** As Shopify sends it on: signed, and with the shopper's address behind whatever stood there before. */
  const sendOn = (address: string, shop = house.shop.domain, body = seen()) => {
    const query = new URLSearchParams({ shop, path_prefix: "/apps/try-it-on" });
    query.set("timestamp", String(Math.floor(Date.now() / 1000)));
    query.set("signature", signProxyQuery(query, client.clientSecret));
    return request(`${house.origin}/proxy/events?${query}`, {
      method: "POST",
      body,
      headers: { "content-type": "text/plain;charset=UTF-8", "x-forwarded-for": address },
    });
  };

  it.each(["text/plain;charset=UTF-8", "application/json"])(
    "is taken as %s, and answered by nothing",
    async (type) => {
      expect(await send(seen(), type)).toEqual(taken);
      expect(await counts()).toEqual([[product(), "seen", 1]]);
    },
  );

  it("may be as long as eight kilobytes, and no longer", async () => {
    expect(await send(seen().padEnd(8_192))).toEqual(taken);
    expect(await send(seen().padEnd(8_193))).toEqual(refused);
    expect(await send(seen().padEnd(30_000))).toEqual(refused);
    expect(await counts()).toEqual([[product(), "seen", 1]]);
  });

  it.each(["", "no JSON", "{}", '[{"product_id":"1"}]', '[{"product_id":"1","event":"bought"}]'])(
    "is refused as a whole if it says %j",
    async (body) => {
      expect(await send(body)).toEqual(refused);
      expect(await counts()).toEqual([]);
    },
  );

  it("is told, not asked for", async () => {
    expect(await ask(house, "/events")).toEqual({ status: 400, body: incomplete });
  });

  it("is refused for a shop that does not use the app, or does not any more", async () => {
    const unknown = { error: { code: "unknown_shop", message: "This shop does not use Fitting Room." } };
    const where = { domain: house.shop.domain };
    await house.db.shop.update({ where, data: { uninstalledAt: new Date() } });
    const answers = [await sendOn("203.0.113.1"), await sendOn("203.0.113.1", "stranger.myshopify.com")];
    await house.db.shop.update({ where, data: { uninstalledAt: null } });
    for (const { statusCode, body } of answers)
      expect([statusCode, await body.json()]).toEqual([404, unknown]);
    expect(await counts()).toEqual([]);
  });

  it("is counted exactly, with two hundred at once from as many addresses", async () => {
    const addresses = Array.from({ length: 200 }, (_, index) => `198.51.100.${index}`);
    const answers = await Promise.all(addresses.map((address) => sendOn(address)));
    for (const { body } of answers) await body.dump();
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([204]));
    expect(await counts()).toEqual([[product(), "seen", 200]]);
  });

  it("leaves neither its sender's address nor a row of its own behind", async () => {
    const before = await house.db.delivery.count();
    const { statusCode, body } = await sendOn("203.0.113.77");
    await body.dump();
    expect(statusCode).toBe(204);
    expect(await house.db.delivery.count()).toBe(before);
    expect(await rowsNaming(house.db, ["203.0.113.77"])).toEqual([]);
    expect(house.logged.join("")).not.toContain("203.0.113.77");
  });
});
