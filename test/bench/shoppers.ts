/** What Shopify's proxy sends on for a shopper: signed, and straight to the app. */
import { randomInt, randomUUID } from "node:crypto";
import { type Dispatcher, request } from "undici";
import sharp from "sharp";
import { z } from "zod";
import { startedShape } from "../helpers/shopper.ts";
import { people, personFile } from "../sandbox/drawings/people.ts";
import { signProxyQuery } from "../sandbox/shopify/storefront/sign-proxy-query.ts";
import { client, type Place } from "./place.ts";

export const shopDomain = "fitting-room-demo.myshopify.com";

/** Shopify signs each request anew; who only asks may sign one question once and ask it for a while. */
export function signedPath(path: string, given: Record<string, string>, shop = shopDomain): string {
  const query = new URLSearchParams({
    ...given,
    shop,
    logged_in_customer_id: "",
    path_prefix: "/apps/try-it-on",
    timestamp: String(Math.floor(Date.now() / 1000)),
  });
  query.append("signature", signProxyQuery(query, client.clientSecret));
  return `/proxy${path}?${query}`;
}

type Send = { dispatcher?: Dispatcher; body?: Buffer };

export async function send(address: string, { dispatcher, body }: Send = {}) {
  const answer = await request(address, {
    ...(dispatcher ? { dispatcher } : {}),
    // Nobody's daily allowance is used up: every request comes from somewhere else.
    headers: {
      "x-forwarded-for": [randomInt(1, 224), randomInt(256), randomInt(256), randomInt(1, 255)].join("."),
      ...(body ? { "content-type": "image/jpeg" } : {}),
    },
    ...(body ? { method: "POST", body } : {}),
    headersTimeout: 60_000,
  });
  return { status: answer.statusCode, body: await answer.body.json() };
}

const termsShape = z.object({ version: z.string() });
const shownShape = z.object({ state: z.string(), failure: z.object({ code: z.string() }).optional() });

export type Started = z.output<typeof startedShape> & { shop: string };

/** A shopper of that shop, who may press as often as wanted: each time it is somebody else. */
export async function shopperIn(place: Place, shop = shopDomain) {
  const { body } = await send(place.origin + signedPath("/consent", {}, shop));
  const consent = termsShape.parse(body).version;
  const product = await place.db.product.findFirstOrThrow({
    where: { shopDomain: shop, active: true, readiness: "ready" },
  });
  return async (photo: Buffer): Promise<Started> => {
    const visitor = randomUUID().replaceAll("-", "");
    const query = { product_id: String(product.id), visitor, consent, language: "en" };
    const answer = await send(place.origin + signedPath("/try-ons", query, shop), { body: photo });
    if (answer.status !== 202)
      throw new Error(`a photo was answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    return { ...startedShape.parse(answer.body), shop };
  };
}

/** Long polls until it has ended, as the dialog makes them. */
export async function follow({ origin }: Pick<Place, "origin">, { id, token, shop }: Started): Promise<void> {
  for (;;) {
    const path = signedPath(`/try-ons/${id}`, { token, wait: "8" }, shop);
    const answer = await send(origin + path);
    const { state, failure } = shownShape.parse(answer.body);
    if (state === "done") return;
    if (state === "failed") throw new Error(`a try-on failed: ${failure?.code}`);
  }
}

/** A drawn person of that height. The grain makes it as much work as a camera's picture. */
export async function photoOf(height: number): Promise<Buffer> {
  const drawn = await personFile(people[0]?.name ?? "");
  if (!drawn) throw new Error("nobody is drawn");
  const { data, info } = await sharp(drawn).resize({ height }).raw().toBuffer({ resolveWithObject: true });
  // Always the same grain, so that the sandbox draws its answer to this photo once.
  let seed = 1;
  for (let at = 0; at < data.length; at += 1) {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    data[at] = Math.max(0, Math.min(255, (data[at] ?? 0) + ((seed >> 16) % 17) - 8));
  }
  const { width, channels } = info;
  return sharp(data, { raw: { width, height: info.height, channels } })
    .jpeg({ quality: 90 })
    .toBuffer();
}
