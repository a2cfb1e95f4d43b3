/** What the page of comparisons sends: fields, and with them perhaps a photo, which is bounded while it arrives. */
import { z } from "zod";
import { numericId } from "../../numeric-id.ts";
import { readBody } from "../../request-body.server.ts";
import { type Said, said } from "../../words/said.ts";
import { maxPhotoBytes } from "../photo/photo.server.ts";
import { type AskedComparison, mostCompared } from "./compare.server.ts";
import { drawnPeople } from "./drawn-people.ts";
import { readMaker } from "./maker-name.ts";

const maker = z
  .string()
  .max(200)
  .transform(readMaker)
  .refine(({ connectionId }) => z.uuid().safeParse(connectionId).success);
/** What a form holds beside its photo. */
const fieldsBytes = 64 * 1024;
const drawnNames = drawnPeople.map(({ name }) => name);

const shape = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("run"),
    press: z.uuid(),
    product: numericId,
    person: z.enum([...drawnNames, "own"]),
    models: z.array(maker).max(50),
  }),
  z.object({ intent: z.literal("delete"), id: z.uuid() }),
  z.object({ intent: z.literal("make default"), maker, label: z.string().max(200) }),
]);

export type AskedOfComparison =
  | { ok: true; intent: "run"; asked: AskedComparison }
  | { ok: true; intent: "delete"; id: string }
  | { ok: true; intent: "make default"; maker: z.output<typeof maker>; label: string }
  | { ok: false; sentence: Said };

export async function readComparison(request: Request): Promise<AskedOfComparison> {
  const form = await readUpload(request);
  if (form === "too large") return { ok: false, sentence: said("models.refused.photo_too_large") };
  const read = shape.safeParse({ ...Object.fromEntries(form ?? []), models: form?.getAll("model") ?? [] });
  if (!read.success) return { ok: false, sentence: said("common.form_incomplete") };
  const { data } = read;
  if (data.intent !== "run") return { ok: true, ...data };
  const { press: id, product: productId, person, models: makers } = data;
  if (makers.length < 1 || makers.length > mostCompared)
    return { ok: false, sentence: said("models.mistake.makers", { most: mostCompared }) };
  if (person !== "own")
    return { ok: true, intent: "run", asked: { id, productId, person: { drawn: person }, makers } };
  const file = form?.get("photo");
  if (!(file instanceof File) || file.size === 0)
    return { ok: false, sentence: said("models.mistake.person") };
  const photo = Buffer.from(await file.arrayBuffer());
  return { ok: true, intent: "run", asked: { id, productId, person: { photo }, makers } };
}

/** Whoever is no browser may send anything. The body is read to its end, so that its connection stays of use. */
async function readUpload(request: Request): Promise<FormData | "too large" | undefined> {
  const bytes = await readBody(request, maxPhotoBytes + fieldsBytes);
  if (!bytes) return "too large";
  const headers = { "content-type": request.headers.get("content-type") ?? "" };
  return new Response(new Uint8Array(bytes), { headers }).formData().catch(() => undefined);
}
