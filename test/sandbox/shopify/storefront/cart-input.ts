/** Reads what a theme posts to the Ajax cart: JSON, a form, or a form with files, all with the same fields. */
import { z } from "zod";

const wholeNumber = z.coerce.number().int();
const sections = z
  .union([z.string(), z.array(z.string())])
  .nullish()
  .transform((value) => (typeof value === "string" ? value.split(",").filter(Boolean) : (value ?? [])));
const properties = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform((value) =>
    Object.fromEntries(Object.entries(value ?? {}).map(([key, each]) => [key, text(each)])),
  );
const item = z.object({ id: wholeNumber, quantity: wholeNumber.min(1).default(1), properties });

export const addInput = z.union([
  z.object({ items: z.array(item).min(1).max(250), sections }),
  item.extend({ sections }).transform(({ sections, ...only }) => ({ items: undefined, only, sections })),
]);
export const changeInput = z.object({
  id: z.union([z.string(), z.number()]).transform(String).optional(),
  line: wholeNumber.min(1).optional(),
  quantity: wholeNumber.min(0).optional(),
  properties: properties.optional(),
  sections,
});

function text(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value ?? "");
}

export async function readFields(body: unknown, contentType: string): Promise<Record<string, unknown>> {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
  if (bytes.length === 0) return {};
  if (contentType.startsWith("application/json")) {
    const value: unknown = JSON.parse(bytes.toString("utf8"));
    return z.record(z.string(), z.unknown()).parse(value);
  }
  const form = await new Response(Uint8Array.from(bytes), {
    headers: { "content-type": contentType },
  }).formData();
  const fields: Record<string, unknown> = {};
  for (const [name, value] of form) {
    if (typeof value === "string") place(fields, name, value);
  }
  if (isRecord(fields.items)) fields.items = Object.values(fields.items);
  return fields;
}

/** Turns `items[0][properties][_note]` into nested fields. */
function place(fields: Record<string, unknown>, name: string, value: string): void {
  const path = name.split(/[[\]]+/).filter(Boolean);
  const last = path.pop();
  if (last === undefined || [...path, last].includes("__proto__")) return;
  let at = fields;
  for (const key of path) {
    const inner = at[key];
    const next = isRecord(inner) ? inner : {};
    at[key] = next;
    at = next;
  }
  at[last] = value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
