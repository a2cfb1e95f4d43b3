/** What a shopper's browser does, by way of the sandbox's storefront and its signing proxy. */
import { request } from "undici";
import { z } from "zod";
import { people, personFile } from "../sandbox/drawings/people.ts";
import type { Sandbox } from "../sandbox/start.ts";
import type { Shop } from "../sandbox/world.ts";

/** Where a shopper shops: a house, or the parts of an end-to-end test. */
type Place = { sandbox: Pick<Sandbox, "origin">; shop: Shop };

/** What a press that is taken is answered with. */
export const startedShape = z.object({ id: z.string(), token: z.string() });
export type Started = z.infer<typeof startedShape>;

export const shownShape = z.object({
  id: z.string(),
  state: z.enum(["queued", "submitting", "running", "done", "failed"]),
  eta_ms: z.number(),
  position: z.number(),
  image_url: z.string().optional(),
  kept_ms: z.number().optional(),
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
  const address = new URL(`${place.sandbox.origin}/_shops/${place.shop.domain}/apps/try-it-on${path}`);
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
    consent: publishedVersion(place),
    language: "en",
  };
}

const publishedShape = z.object({ version: z.string().default("no-version-yet") });

/** The version of the text that a product page shows. */
function publishedVersion({ shop }: Place): string {
  return publishedShape.parse(JSON.parse(shop.appData.get("fitting_room.consent")?.value ?? "{}")).version;
}

const outdatedShape = z.object({ error: z.object({ code: z.literal("consent_outdated") }) });

/** Asked again because the page was older than what holds now, a shopper agrees to the newer text, as in the dialog. */
export async function press(
  place: Place,
  query: Record<string, string> = {},
  photo?: Buffer,
): Promise<Asked> {
  const wish = { ...startQueryFor(place), ...query };
  const body = photo ?? (await photoOfSomebody());
  const send = (changes = {}) =>
    ask(place, "/try-ons", { method: "POST", query: { ...wish, ...changes }, body });
  const answered = await send();
  if (query["consent"] !== undefined || !outdatedShape.safeParse(answered.body).success) return answered;
  const { body: terms } = await ask(place, "/consent");
  return send({ consent: publishedShape.parse(terms).version });
}

/** Follows a try-on by long polls to its end. */
export async function follow(place: Place, started: Asked) {
  const { id, token } = startedShape.parse(started.body);
  for (;;) {
    const { status, body } = await ask(place, `/try-ons/${id}`, { query: { token, wait: "8" } });
    if (status !== 200) throw new Error(`the try-on answered ${status}`);
    const shown = shownShape.parse(body);
    if (shown.state === "done" || shown.state === "failed") return shown;
  }
}
