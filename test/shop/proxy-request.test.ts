import { createHmac } from "node:crypto";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createShopify } from "../../app/shopify.server.ts";
import { client, type House, startHouse } from "../helpers/house.ts";
import { photoOfSomebody, startQueryFor } from "../helpers/shopper.ts";
import { signProxyQuery } from "../sandbox/shopify/storefront/sign-proxy-query.ts";

const shop = "fitting-room-demo.myshopify.com";

/** Signs as Shopify documents it, in a way of its own: a second opinion on the sandbox's signing. */
function sign(query: Record<string, string>, secret = client.clientSecret): string {
  const text = Object.entries(query)
    .map(([name, value]) => `${name}=${value}`)
    .toSorted()
    .join("");
  return createHmac("sha256", secret).update(text).digest("hex");
}

/** The library wants to be handed a storage; checking a signature does not use it. */
const noSessions = {
  storeSession: async () => true,
  loadSession: async () => undefined,
  deleteSession: async () => true,
  deleteSessions: async () => true,
  findSessionsByShop: async () => [],
};

const seconds = (offset = 0) => String(Math.floor(Date.now() / 1000) + offset);

function signedQuery(changes: Record<string, string> = {}, secret?: string): URLSearchParams {
  const query = {
    shop,
    logged_in_customer_id: "",
    path_prefix: "/apps/try-it-on",
    timestamp: seconds(),
    token: "none",
    ...changes,
  };
  return new URLSearchParams({ ...query, signature: sign(query, secret) });
}

describe("a request through Shopify's app proxy", () => {
  let house: House;
  beforeAll(async () => {
    house = await startHouse();
  });
  afterAll(() => house.stop());

  const get = (query: URLSearchParams | string) => fetch(`${house.origin}/proxy/try-ons/none?${query}`);

  it("passes with a right signature, as far as to be told that there is no such try-on", async () => {
    const answer = await get(signedQuery());
    expect([answer.status, await answer.json()]).toEqual([
      404,
      { error: { code: "gone", message: "This try-on is no longer kept." } },
    ]);
  });

  const refused: [string, () => URLSearchParams | string][] = [
    ["no signature", () => new URLSearchParams({ shop, timestamp: seconds() })],
    ["an empty signature", () => `${new URLSearchParams({ shop, timestamp: seconds() })}&signature=`],
    ["a signature by another secret", () => signedQuery({}, "another-secret")],
    ["a signature that is not hexadecimal", () => `shop=${shop}&timestamp=${seconds()}&signature=zz`],
    ["a stale timestamp", () => signedQuery({ timestamp: seconds(-100) })],
    ["a timestamp from the future", () => signedQuery({ timestamp: seconds(100) })],
    ["a timestamp that is no number", () => signedQuery({ timestamp: "now" })],
    ["a changed parameter", () => signedQuery().toString().replace("token=none", "token=other")],
    ["an added parameter", () => `${signedQuery()}&wait=8`],
    ["a removed parameter", () => signedQuery().toString().replace("token=none&", "")],
    ["the shop given twice", () => `${signedQuery()}&shop=other.myshopify.com`],
    ["the signature given twice", () => `${signedQuery()}&signature=00`],
    ["another parameter given twice", () => `${signedQuery()}&token=other`],
    ["a shop that is no shop", () => signedQuery({ shop: "evil.example" })],
  ];

  it.each(refused)("is refused with %s", async (_what, query) => {
    const answer = await get(query());
    expect([answer.status, await answer.json()]).toEqual([
      400,
      { error: { code: "bad_request", message: "The request is not complete." } },
    ]);
  });

  it("is taken once when it changes something: the same signature again is refused and starts nothing", async () => {
    const [product] = house.shop.products;
    const query = signedQuery({
      product_id: String(product?.id),
      visitor: "visitor-who-presses-twice",
      consent: startQueryFor(house)["consent"] ?? "",
      language: "en",
    });
    const press = async () =>
      fetch(`${house.origin}/proxy/try-ons?${query}`, {
        method: "POST",
        headers: { "content-type": "image/jpeg" },
        body: new Uint8Array(await photoOfSomebody()),
      });
    const statuses = (await Promise.all([press(), press(), press()])).map(({ status }) => status);
    expect(statuses.toSorted()).toEqual([202, 409, 409]);
    expect(await house.db.tryOn.count()).toBe(1);
  });

  it("is refused for a shop that has not installed the app", async () => {
    const query = signedQuery({
      shop: "stranger.myshopify.com",
      product_id: "1",
      visitor: "visitor-1",
      consent: "some-version",
      language: "en",
    });
    const answer = await fetch(`${house.origin}/proxy/try-ons?${query}`, {
      method: "POST",
      headers: { "content-type": "image/jpeg" },
      body: new Uint8Array(await photoOfSomebody()),
    });
    expect([answer.status, await answer.json()]).toEqual([
      404,
      { error: { code: "unknown_shop", message: "This shop does not use Fitting Room." } },
    ]);
  });

  describe("of Shopify's own example", () => {
    const example =
      "extra=1&extra=2&shop=shop-name.myshopify.com&logged_in_customer_id=1&path_prefix=/apps/awesome_reviews&timestamp=1317327555";
    const signature = "4c68c8624d737112c91818c11017d24d334b524cb5c2b8ba08daa056f7395ddb";

    it("has the signature that the app's library finds right, at that time, and wrong with any other", async () => {
      vi.useFakeTimers({ now: 1_317_327_555_000, toFake: ["Date"] });
      const { api } = createShopify({
        apiKey: "key",
        apiSecret: "hush",
        appAddress: "https://fitting-room.example",
        scopes: [],
        sessions: noSessions,
        onInstalled: async () => {},
        log: pino({ level: "silent" }),
      });
      const check = (query: string) =>
        api.utils.validateHmac(new URLSearchParams(query), { signator: "appProxy" }).catch(() => false);
      expect(await check(`${example}&signature=${signature}`)).toBe(true);
      expect(await check(`${example}&signature=${signature.replace("4c", "4d")}`)).toBe(false);
      expect(await check(`${example.replace("extra=2", "extra=3")}&signature=${signature}`)).toBe(false);
      vi.useRealTimers();
    });

    it("is signed in the same way by the sandbox", () => {
      expect(signProxyQuery(new URLSearchParams(example), "hush")).toBe(signature);
    });
  });
});
