/**
 * Receives Shopify's webhooks: checks the signature, recognises what has come before, and leaves the work to a job. The
 * library's own `authenticate.webhook` may refresh a token on the way, which is slow and can fail; this cannot.
 */
import { z } from "zod";
import type { Database } from "../db.server.ts";
import type { Enqueue } from "../jobs/enqueue.server.ts";
import { numericId } from "../numeric-id.ts";
import type { Log } from "../log.server.ts";
import type { ShopifyApi } from "../shopify.server.ts";
import { seenBefore } from "./deliveries.server.ts";

export type WebhookOutcome = "taken" | "repeated" | "unsigned" | "malformed" | "out of time";
export type ReceiveWebhook = (request: Request, rawBody: string) => Promise<WebhookOutcome>;

type Parts = { db: Database; api: ShopifyApi; enqueue: Enqueue; log: Log; now: () => Date };

/** Shopify gives up after four hours; what comes a day later, or from the future, is somebody's replay. */
const oldestMs = 24 * 60 * 60_000;
const newestMs = 5 * 60_000;

/** What is read of a message, by how its topic begins. */
const number = z.union([z.number(), z.string()]).transform(String).pipe(numericId);
const ids: [topic: string, shape: z.ZodType<string>][] = [
  ["products/", z.object({ id: number }).transform(({ id }) => id)],
  ["collections/", z.object({ id: number }).transform(({ id }) => id)],
  [
    "bulk_operations/",
    z
      .object({ admin_graphql_api_id: z.string().regex(/^gid:\/\/shopify\/BulkOperation\/[0-9]{1,18}$/) })
      .transform((body) => body.admin_graphql_api_id),
  ],
];

export function createReceiveWebhook({ db, api, enqueue, log, now }: Parts): ReceiveWebhook {
  return async (request, rawBody) => {
    const checked = await api.webhooks.validate({ rawBody, rawRequest: request });
    if (!checked.valid) return checked.reason === "invalid_hmac" ? "unsigned" : "malformed";
    if (isOfTheProxy(rawBody)) return "unsigned";
    const topic = request.headers.get("x-shopify-topic") ?? "";
    const triggeredAt = request.headers.get("x-shopify-triggered-at") ?? now().toISOString();
    const age = now().getTime() - Date.parse(triggeredAt);
    if (!(age < oldestMs && age > -newestMs)) return "out of time";

    const payload = parseJson(rawBody);
    if (payload === undefined) return "malformed";
    const shop = checked.domain;
    // Topic and shop stand in headers, which are not signed: what takes something away has to name its shop itself.
    if (!namesItsShop(topic, payload, shop)) return "malformed";
    // Before it counts as received: Shopify may well repeat it in a better shape.
    const read = ids.find(([begin]) => topic.startsWith(begin))?.[1].safeParse(payload);
    if (read?.success === false) return "malformed";
    const id = read?.data ?? "";

    return db.$transaction(async (transaction) => {
      if (await seenBefore(transaction, `webhook ${checked.webhookId}`)) return "repeated";
      const options = { transaction };
      switch (topic) {
        case "app/uninstalled":
          await enqueue("shop.uninstall", { shop, triggeredAt }, options);
          break;
        case "app/scopes_update":
          await enqueue("shop.set-up", { shop }, options);
          break;
        case "shop/update":
          await enqueue("shop.read-facts", { shop }, options);
          break;
        case "products/create":
        case "products/update":
        case "products/delete":
          await enqueue("catalog.product", { shop, id }, options);
          break;
        case "collections/create":
        case "collections/update":
        case "collections/delete":
          await enqueue("catalog.collection", { shop, id }, options);
          break;
        case "bulk_operations/finish":
          await enqueue("catalog.bulk-over", { shop, operation: id }, options);
          break;
        case "customers/data_request":
        case "customers/redact":
          await enqueue("shop.note-data-request", { shop, topic }, options);
          break;
        case "shop/redact":
          await enqueue("shop.redact", { shop }, options);
          break;
        default:
          log.warn({ shop, topic }, "a webhook that nothing here handles");
      }
      return "taken";
    });
  };
}

/**
 * Shopify signs what its app proxy forwards by the same secret, and a browser chooses most of those words: they could be
 * chosen to read as a message. What Shopify adds to them stands in no message.
 */
function isOfTheProxy(rawBody: string): boolean {
  return rawBody.includes("path_prefix=") && rawBody.includes("timestamp=");
}

const destructive: Record<string, z.ZodType<string>> = {
  "app/uninstalled": z.object({ myshopify_domain: z.string() }).transform((body) => body.myshopify_domain),
  "shop/redact": z.object({ shop_domain: z.string() }).transform((body) => body.shop_domain),
};

function namesItsShop(topic: string, payload: unknown, shop: string): boolean {
  const shape = Object.hasOwn(destructive, topic) ? destructive[topic] : undefined;
  return shape === undefined || shape.safeParse(payload).data === shop;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
