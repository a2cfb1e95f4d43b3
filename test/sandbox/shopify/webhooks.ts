/** Sends webhooks as Shopify does: signed over the raw body, five seconds to answer, each delivery logged. */
import { randomUUID } from "node:crypto";
import type { Shop, WebhookDelivery, World } from "../world.ts";
import { apiVersion } from "./graphql/admin-schema.ts";
import { sign } from "./admin/seal.ts";

export type Webhook = {
  shop: Shop | string;
  topic: string;
  payload: unknown;
  /** Given to send the same webhook again, as Shopify does when the first delivery failed. */
  id?: string | undefined;
};

const limitMs = 5000;
const keptDeliveries = 500;

export function isSubscribed(world: World, topic: string): boolean {
  return world.app.webhooks.some((subscription) => subscription.topic === topic);
}

export async function sendWebhook(
  world: World,
  { shop, topic, payload, id }: Webhook,
): Promise<WebhookDelivery> {
  const subscription = world.app.webhooks.find((candidate) => candidate.topic === topic);
  if (!subscription) throw new Error(`The app is not subscribed to ${topic}`);
  const domain = typeof shop === "string" ? shop : shop.domain;
  const sentAt = new Date();
  const delivery: WebhookDelivery = {
    id: id ?? randomUUID(),
    topic,
    shop: domain,
    sentAt: sentAt.toISOString(),
    status: "unreachable",
    ms: 0,
  };
  const body = JSON.stringify(payload);
  try {
    const response = await fetch(`${world.app.origin}${subscription.path}`, {
      method: "POST",
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(limitMs),
      headers: {
        "content-type": "application/json",
        "user-agent": "Shopify-Captain-Hook",
        "x-shopify-topic": topic,
        "x-shopify-hmac-sha256": sign(body, world.app.clientSecret, "base64"),
        "x-shopify-shop-domain": domain,
        "x-shopify-api-version": apiVersion,
        "x-shopify-webhook-id": delivery.id,
        "x-shopify-event-id": randomUUID(),
        "x-shopify-triggered-at": delivery.sentAt,
      },
    });
    delivery.status = response.status;
    await response.body?.cancel();
  } catch {
    delivery.status = "unreachable";
  }
  delivery.ms = Date.now() - sentAt.getTime();
  world.deliveries.push(delivery);
  world.deliveries.splice(0, world.deliveries.length - keptDeliveries);
  return delivery;
}
