import { ApiVersion, RequestedTokenType, shopifyApi } from "@shopify/shopify-api";
import { afterAll, beforeAll, expect, test } from "vitest";
import { atSandbox, reachShopifyAt } from "../sandbox/reach.ts";
import { makeIdToken } from "../sandbox/shopify/admin/index.ts";
import { frameAddress } from "../sandbox/shopify/admin/frame-address.ts";
import { domain, openShop } from "./shop.ts";

let place: Awaited<ReturnType<typeof openShop>>;
let undo = () => {};
beforeAll(async () => {
  place = await openShop();
  undo = reachShopifyAt(place.world.origin);
});
afterAll(() => {
  undo();
  place.close();
});

function library() {
  const { app } = place.world;
  return shopifyApi({
    apiKey: app.clientId,
    apiSecretKey: app.clientSecret,
    apiVersion: ApiVersion.October26,
    hostName: "127.0.0.1",
    isEmbeddedApp: true,
    logger: { log: () => {} },
  });
}

test("Shopify's own library exchanges, refreshes and asks through the sandbox", async () => {
  const api = library();
  const sessionToken = await makeIdToken(place.world, place.shop);
  const { session } = await api.auth.tokenExchange({
    shop: domain,
    sessionToken,
    requestedTokenType: RequestedTokenType.OfflineAccessToken,
    expiring: true,
  });
  const refreshed = await api.auth.refreshToken({ shop: domain, refreshToken: session.refreshToken ?? "" });
  expect(refreshed.session.expires?.getTime()).toBeGreaterThan(Date.now());
  const client = new api.clients.Graphql({ session: refreshed.session });
  const { data } = await client.request("{ shop { myshopifyDomain } }");
  expect(data).toEqual({ shop: { myshopifyDomain: domain } });
});

test("the address in the admin's frame carries a signature that Shopify's library accepts", async () => {
  const address = await frameAddress(place.world, place.shop, "/app/products", new URLSearchParams("q=a b"));
  const query = Object.fromEntries(new URL(address).searchParams);
  expect(await library().utils.validateHmac(query)).toBe(true);
  expect(library().utils.sanitizeHost(query.host ?? "")).toBe(query.host);
});

test("only addresses of shops are turned round", () => {
  expect(atSandbox("https://a-b.myshopify.com/admin/x?y", "http://here")).toBe(
    "http://here/_shops/a-b.myshopify.com/admin/x?y",
  );
  expect(atSandbox("https://a.myshopify.com.evil.test/x", "http://here")).toBe(
    "https://a.myshopify.com.evil.test/x",
  );
});
