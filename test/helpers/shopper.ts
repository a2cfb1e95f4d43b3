/** What a shopper's browser does, by way of the sandbox's storefront and its signing proxy. */
import { request } from "undici";
import { z } from "zod";
import { people, personFile } from "../sandbox/drawings/people.ts";
import type { Sandbox } from "../sandbox/start.ts";
import type { Shop } from "../sandbox/world.ts";

/** Where a shopper shops: a house, or the parts of an end-to-end test. */
type Place = { sandbox: Pick<Sandbox, "origin">; shop: Shop };

export const shownShape = z.object({
  id: z.string(),
  state: z.enum(["queued", "submitting", "running", "done", "failed"]),
  eta_ms: z.number(),
  position: z.number(),
  image_url: z.string().optional(),
  failure: z.object({ code: z.string(), message: z.string() }).optional(),
});

export async function photoOfSomebody(): Promise<Buffer> {
  const photo = await personFile(people[0]?.name ?? "");
  if (!photo) throw new Error("nobody is drawn");
  return photo;
}

export type Asked = { status: number; body: unknown };

export async function ask(
  place: Place,
  path: string,
  {
    method = "GET",
    query = {},
    body,
  }: { method?: "GET" | "POST"; query?: Record<string, string>; body?: Buffer } = {},
): Promise<Asked> {
  const address = new URL(`${place.sandbox.origin}/apps/try-it-on${path}`);
  for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
  const answer = await request(address, {
    method,
    ...(body ? { body, headers: { "content-type": "application/octet-stream" } } : {}),
  });
  const text = await answer.body.text();
  return { status: answer.statusCode, body: text === "" ? undefined : JSON.parse(text) };
}

export function startQueryFor(place: Place): Record<string, string> {
  const product = place.shop.products.find(({ handle }) => handle.length > 0);
  return {
    product_id: String(product?.id),
    variant_id: String(product?.variants[0]?.id),
    visitor: crypto.randomUUID().replaceAll("-", ""),
    consent: "1",
  };
}

export async function press(
  place: Place,
  query: Record<string, string> = {},
  photo?: Buffer,
): Promise<Asked> {
  return ask(place, "/try-ons", {
    method: "POST",
    query: { ...startQueryFor(place), ...query },
    body: photo ?? (await photoOfSomebody()),
  });
}

/** Follows a try-on by long polls to its end. */
export async function follow(place: Place, started: Asked) {
  const { id, token } = z.object({ id: z.string(), token: z.string() }).parse(started.body);
  for (;;) {
    const { status, body } = await ask(place, `/try-ons/${id}`, { query: { token, wait: "8" } });
    if (status !== 200) throw new Error(`the try-on answered ${status}`);
    const shown = shownShape.parse(body);
    if (shown.state === "done" || shown.state === "failed") return shown;
  }
}
