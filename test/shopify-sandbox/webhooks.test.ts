import { createHmac } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { uninstall } from "../sandbox/shopify/admin/index.ts";
import { sendWebhook } from "../sandbox/shopify/webhooks.ts";
import { domain, openShop } from "./shop.ts";

let place: Awaited<ReturnType<typeof openShop>>;
beforeEach(async () => {
  place = await openShop();
});
afterEach(() => place.close());

const post = (path: string, body: unknown) =>
  fetch(`${place.world.origin}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });

test("a webhook is signed over its raw body and its delivery is logged", async () => {
  const { world, received } = place;
  const delivery = await sendWebhook(world, {
    shop: domain,
    topic: "shop/redact",
    payload: { name: "Kleid für Ä" },
  });
  const [{ headers, body } = { headers: {}, body: "" }] = received;
  const hmac = createHmac("sha256", world.app.clientSecret).update(body).digest("base64");
  expect(headers).toMatchObject({
    "x-shopify-hmac-sha256": hmac,
    "x-shopify-topic": "shop/redact",
    "x-shopify-shop-domain": domain,
    "x-shopify-webhook-id": delivery.id,
    "x-shopify-api-version": "2026-10",
  });
  expect(world.deliveries).toEqual([delivery]);
  expect(delivery.status).toBe(200);
});

test("a change of a product is told to the app", async () => {
  const response = await post(`/_control/shops/${domain}/products/1`, { title: "Silk shirt" });
  expect(response.status).toBe(200);
  expect(JSON.parse(place.received[0]?.body ?? "{}")).toMatchObject({
    id: 1,
    title: "Silk shirt",
    status: "active",
  });
  expect((await post(`/_control/shops/${domain}/products/1`, { colour: "red" })).status).toBe(422);
  expect((await post(`/_control/shops/${domain}/products/99`, {})).status).toBe(404);
});

test("a shop's own facts can be changed, and no others", async () => {
  const response = await post(`/_control/shops/${domain}`, { currency: "JPY", timezone: "Asia/Tokyo" });
  expect(response.status).toBe(200);
  expect(place.shop).toMatchObject({ currency: "JPY", timezone: "Asia/Tokyo" });
  // This app has not asked to be told of it.
  expect(place.received).toEqual([]);
  expect((await post(`/_control/shops/${domain}`, { domain: "another" })).status).toBe(422);
  expect((await post("/_control/shops/nobody", {})).status).toBe(404);
});

test("a webhook sent by hand may be repeated with its id, and only for topics that the app asked for", async () => {
  const sent = await post("/_control/webhooks", { shop: domain, topic: "customers/redact", id: "again" });
  expect(await sent.json()).toMatchObject({ id: "again", status: 200 });
  expect((await post("/_control/webhooks", { shop: domain, topic: "orders/paid" })).status).toBe(422);
});

test("uninstalling removes the app's data and tells the app", async () => {
  const { world, shop, received } = place;
  shop.appData.set("a.b", { namespace: "a", key: "b", type: "boolean", value: "true", updatedAt: "" });
  shop.embedOn = true;
  await uninstall(world, shop);
  expect(shop).toMatchObject({ installation: undefined, blockPlaced: false, embedOn: false });
  expect(shop.appData.size).toBe(0);
  expect(received[0]?.headers["x-shopify-topic"]).toBe("app/uninstalled");
});

test("an app that cannot be reached is logged as such", async () => {
  place.world.app.origin = "http://127.0.0.1:1";
  const delivery = await sendWebhook(place.world, { shop: domain, topic: "shop/redact", payload: {} });
  expect(delivery.status).toBe("unreachable");
});
