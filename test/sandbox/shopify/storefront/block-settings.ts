import type { Block, BlockSchema } from "./extension-blocks.ts";
import { translate, type Language } from "./translate.ts";

/** What the merchant set, else the schema's default, else what Shopify's own input starts with. */
export function settingsOf(
  { settings }: BlockSchema,
  set: Record<string, unknown>,
  words: Language[],
): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const { id, type, default: standard = startOf(type), options } of settings) {
    if (id === undefined) continue;
    const isTranslated = typeof standard === "string" && standard.startsWith("t:");
    const own = isTranslated ? translate(words, standard.slice(2), []) : standard;
    values[id] = set[id] ?? own ?? options?.[0]?.value;
  }
  return values;
}

/** A misspelt setting must not pass as one that is set. */
export function refuseUnknownSettings(blocks: Block[], set: Record<string, unknown>): void {
  const known = new Set(blocks.flatMap(({ schema }) => schema.settings.map(({ id }) => id)));
  const unknown = Object.keys(set).find((id) => !known.has(id));
  if (unknown !== undefined) throw new Error(`No block of the extension has a setting named ${unknown}`);
}

function startOf(type: string): unknown {
  return type === "checkbox" ? false : undefined;
}
