/** Control routes of the merchant's side: send a webhook by hand, change a product. */
import express from "express";
import { z } from "zod";
import type { Product } from "../../drawings/catalog.ts";
import type { World } from "../../world.ts";
import { isSubscribed, sendWebhook } from "../webhooks.ts";
import { asJson, bodyMistake } from "./http.ts";
import type { Answer } from "./http.ts";
import { payloadFor, productPayload } from "./payloads.ts";

const webhook = z.object({
  shop: z.string(),
  topic: z.string(),
  payload: z.unknown().optional(),
  id: z.string().optional(),
});

const picture = z.object({
  id: z.number(),
  file: z.string(),
  alt: z.string(),
  width: z.number(),
  height: z.number(),
});

const productChanges = z
  .object({
    title: z.string(),
    handle: z.string(),
    descriptionHtml: z.string(),
    vendor: z.string(),
    type: z.string(),
    category: z.string(),
    tags: z.array(z.string()),
    status: z.enum(["ACTIVE", "DRAFT"]),
    options: z.array(z.object({ name: z.string(), values: z.array(z.string()) })),
    variants: z.array(
      z.object({
        id: z.number(),
        title: z.string(),
        options: z.array(z.string()),
        priceCents: z.number(),
        available: z.boolean(),
        sku: z.string(),
        pictureId: z.number().optional(),
      }),
    ),
    pictures: z.array(picture),
  })
  .partial()
  .strict();

const shopChanges = z
  .object({ name: z.string(), currency: z.string(), timezone: z.string() })
  .partial()
  .strict();

export function controlRoutes(world: World): express.Router {
  const router = express.Router();
  const json = express.json({ limit: "1mb" });
  const unreadable = bodyMistake((message) => ({ error: message }));

  router.post(
    "/_control/webhooks",
    json,
    asJson(async (request): Promise<Answer> => {
      const read = webhook.safeParse(request.body);
      if (!read.success) return { status: 422, body: { error: z.prettifyError(read.error) } };
      const { topic, id, payload } = read.data;
      const shop = world.shops.get(read.data.shop);
      if (!shop) return { status: 404, body: { error: `There is no shop ${read.data.shop}` } };
      if (!isSubscribed(world, topic)) {
        return { status: 422, body: { error: `The app is not subscribed to ${topic}` } };
      }
      const body = payload ?? payloadFor(world, shop, topic);
      if (body === undefined) return { status: 422, body: { error: `Give a payload for ${topic}` } };
      return { status: 200, body: await sendWebhook(world, { shop, topic, payload: body, id }) };
    }),
    unreadable,
  );

  router.post(
    "/_control/shops/:domain",
    json,
    asJson(async (request): Promise<Answer> => {
      const shop = world.shops.get(request.params.domain ?? "");
      if (!shop) return { status: 404, body: { error: "There is no such shop" } };
      const read = shopChanges.safeParse(request.body);
      if (!read.success) return { status: 422, body: { error: z.prettifyError(read.error) } };
      Object.assign(shop, read.data);
      world.save();
      const isTold = isSubscribed(world, "shop/update") && shop.installation;
      const payload = payloadFor(world, shop, "shop/update");
      const delivery = isTold ? await sendWebhook(world, { shop, topic: "shop/update", payload }) : undefined;
      return { status: 200, body: { delivery } };
    }),
    unreadable,
  );

  router.post(
    "/_control/shops/:domain/products/:id",
    json,
    asJson(async (request): Promise<Answer> => {
      const products = world.shops.get(request.params.domain ?? "")?.products ?? [];
      const product = products.find(({ id }) => String(id) === request.params.id);
      if (!product) return { status: 404, body: { error: "There is no such product" } };
      const read = productChanges.safeParse(request.body);
      if (!read.success) return { status: 422, body: { error: z.prettifyError(read.error) } };
      const changed: Product = merge(product, read.data);
      world.save();
      const delivery = await tellUpdate(world, request.params.domain ?? "", changed);
      return { status: 200, body: { product: changed, delivery } };
    }),
    unreadable,
  );
  return router;
}

function merge(product: Product, changes: z.infer<typeof productChanges>): Product {
  const { variants, ...plain } = changes;
  const whole = variants?.map(({ pictureId, ...variant }) => Object.assign(variant, { pictureId }));
  return Object.assign(product, plain, whole ? { variants: whole } : {}, {
    updatedAt: new Date().toISOString(),
  });
}

async function tellUpdate(world: World, shop: string, product: Product) {
  if (!isSubscribed(world, "products/update") || !world.shops.get(shop)?.installation) return undefined;
  return sendWebhook(world, { shop, topic: "products/update", payload: productPayload(world, product) });
}
