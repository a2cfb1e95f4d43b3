import { createHmac, randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { client, type House, startHouse, until } from "../helpers/house.ts";
import { sendWebhook } from "../sandbox/shopify/webhooks.ts";

const shop = "fitting-room-demo.myshopify.com";

type Changes = { body?: string; secret?: string; headers?: Record<string, string | undefined> };

describe("a webhook", () => {
  let house: House;
  beforeAll(async () => {
    house = await startHouse();
  });
  afterAll(() => house.stop());

  const send = ({
    body = '{"id":8100000000001}',
    secret = client.clientSecret,
    headers = {},
  }: Changes = {}) => {
    const all: Record<string, string | undefined> = {
      "content-type": "application/json",
      "x-shopify-topic": "products/update",
      "x-shopify-hmac-sha256": createHmac("sha256", secret).update(body).digest("base64"),
      "x-shopify-shop-domain": shop,
      "x-shopify-api-version": "2026-10",
      "x-shopify-webhook-id": randomUUID(),
      "x-shopify-triggered-at": new Date().toISOString(),
      ...headers,
    };
    const given = Object.entries(all).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    );
    return fetch(`${house.origin}/webhooks`, { method: "POST", body, headers: Object.fromEntries(given) });
  };

  const jobs = async () => {
    const rows = await house.db.$queryRaw<{ count: bigint }[]>`
      select count(*) as count from pgboss.job where name = 'catalog.product'`;
    return Number(rows[0]?.count);
  };

  it("with a right signature is answered in under a second, and its work is left to a job", async () => {
    const before = await jobs();
    const delivery = await sendWebhook(house.sandbox.world, {
      shop,
      topic: "products/update",
      payload: { id: house.shop.products[0]?.id },
    });
    expect(delivery.status).toBe(200);
    expect(delivery.ms).toBeLessThan(1_000);
    expect(await jobs()).toBe(before + 1);
  });

  const refused: [string, number, Changes][] = [
    ["no signature", 400, { headers: { "x-shopify-hmac-sha256": undefined } }],
    ["an empty signature", 400, { headers: { "x-shopify-hmac-sha256": "" } }],
    ["a signature by another secret", 401, { secret: "another-secret" }],
    [
      "a signature of another body",
      401,
      { headers: { "x-shopify-hmac-sha256": "bm90IHRoZSBzaWduYXR1cmU=" } },
    ],
    ["no body", 400, { body: "" }],
    ["no topic", 400, { headers: { "x-shopify-topic": undefined } }],
    ["no shop", 400, { headers: { "x-shopify-shop-domain": undefined } }],
    ["no id", 400, { headers: { "x-shopify-webhook-id": undefined } }],
    ["a body that is no JSON", 400, { body: "{" }],
    ["a product without an id", 400, { body: "{}" }],
    ["a product's message sent on as a goodbye", 400, { headers: { "x-shopify-topic": "app/uninstalled" } }],
    [
      "another shop's goodbye",
      400,
      {
        body: '{"myshopify_domain":"other.myshopify.com"}',
        headers: { "x-shopify-topic": "app/uninstalled" },
      },
    ],
    [
      "another shop's redaction",
      400,
      { body: '{"shop_domain":"other.myshopify.com"}', headers: { "x-shopify-topic": "shop/redact" } },
    ],
    ["a time two days ago", 400, { headers: { "x-shopify-triggered-at": fromNow(-48) } }],
    ["a time an hour ahead", 400, { headers: { "x-shopify-triggered-at": fromNow(1) } }],
    ["a time that is none", 400, { headers: { "x-shopify-triggered-at": "yesterday" } }],
  ];

  it.each(refused)("with %s is refused with %i and makes no job", async (_what, status, changes) => {
    const before = await jobs();
    expect((await send(changes)).status).toBe(status);
    expect(await jobs()).toBe(before);
  });

  it("that comes again is recognised: answered well, and done once, also when both come at the same moment", async () => {
    const before = await jobs();
    const again = { headers: { "x-shopify-webhook-id": randomUUID() } };
    const answers = await Promise.all([send(again), send(again), send(again)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await jobs()).toBe(before + 1);
  });

  it("that could not be read does not count as received: its repetition in a better shape is taken", async () => {
    const before = await jobs();
    const id = { headers: { "x-shopify-webhook-id": randomUUID() } };
    expect((await send({ ...id, body: "{}" })).status).toBe(400);
    expect((await send(id)).status).toBe(200);
    expect(await jobs()).toBe(before + 1);
  });

  it("of a topic that nothing handles is answered well, so that Shopify does not repeat it", async () => {
    expect((await send({ headers: { "x-shopify-topic": "orders/create" } })).status).toBe(200);
  });

  it("is refused with any other method than POST", async () => {
    expect((await fetch(`${house.origin}/webhooks`)).status).toBe(405);
  });

  it("about a changed product brings our copy in step with what Shopify says now", async () => {
    const product = house.shop.products.find(({ status }) => status === "ACTIVE");
    if (!product) throw new Error("nothing is for sale");
    product.title = "A title that the merchant has just changed";
    product.updatedAt = new Date().toISOString();
    await sendWebhook(house.sandbox.world, { shop, topic: "products/update", payload: { id: product.id } });
    await until(() => house.db.product.findFirst({ where: { id: product.id, title: product.title } }));
  });

  it("about a deleted product takes it out of our copy", async () => {
    const [gone] = house.shop.products.splice(0, 1);
    if (!gone) throw new Error("there was no product");
    await sendWebhook(house.sandbox.world, { shop, topic: "products/delete", payload: { id: gone.id } });
    await until(async () => (await house.db.product.findFirst({ where: { id: gone.id } })) === null);
  });
});

function fromNow(hours: number): string {
  return new Date(Date.now() + hours * 3_600_000).toISOString();
}
