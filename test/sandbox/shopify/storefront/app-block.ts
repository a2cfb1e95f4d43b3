/** Renders the extension's app block as an Online Store 2.0 section would: real Liquid, schema defaults, locale. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Metafield, World } from "../../world.ts";
import { extensionFolder } from "./folders.ts";
import { liquidEngine } from "./liquid-engine.ts";
import { translate, type Translations } from "./translate.ts";
import type { Visit } from "./visit.ts";

const assetFolder = "/cdn/extensions/try-it-on/assets";

const schemaShape = z.object({
  name: z.string(),
  target: z.enum(["section", "head", "body", "compliance_head"]),
  javascript: z.string().optional(),
  stylesheet: z.string().optional(),
  available_if: z.string().optional(),
  enabled_on: z.object({ templates: z.array(z.string()).optional() }).optional(),
  settings: z
    .array(z.object({ type: z.string(), id: z.string().optional(), default: z.unknown().optional() }))
    .default([]),
});

export type RenderedBlock = { html: string; scripts: string[]; stylesheets: string[] };
const nothing: RenderedBlock = { html: "", scripts: [], stylesheets: [] };

export async function renderAppBlock(world: World, visit: Visit, globals: object): Promise<RenderedBlock> {
  const source = await readFile(join(extensionFolder, "blocks/try-it-on.liquid"), "utf8");
  const schema = schemaShape.parse(
    JSON.parse(/\{%-?\s*schema\s*-?%\}([\s\S]*?)\{%-?\s*endschema/.exec(source)?.[1] ?? ""),
  );
  const metafields = appMetafields(visit.shop.appData);
  if (schema.available_if !== undefined && !isAvailable(schema.available_if, visit.shop.appData))
    return nothing;

  const engine = liquidEngine({ visit, folders: [join(extensionFolder, "snippets")], assetFolder });
  const words = await readWords(visit.locale);
  engine.registerFilter("t", (key: unknown, ...named: [string, unknown][]) =>
    translate(words, String(key), named),
  );
  const block = {
    id: `${world.app.handle}_try-it-on_1`,
    type: `shopify://apps/${world.app.handle}/blocks/try-it-on`,
    settings: await defaultSettings(schema.settings, visit.locale),
    shopify_attributes: visit.isDesignMode
      ? `data-shopify-editor-block="${attribute({ id: 1, type: "try-it-on" })}"`
      : "",
  };
  const scope = { app: { metafields }, block, ...globals };
  const html = await engine.parseAndRender(source, scope, { globals: scope });
  return {
    html: `<div id="shopify-block-${block.id}" class="shopify-block shopify-app-block">${html}</div>`,
    scripts: schema.javascript ? [`${assetFolder}/${schema.javascript}`] : [],
    stylesheets: schema.stylesheet ? [`${assetFolder}/${schema.stylesheet}`] : [],
  };
}

/** `available_if` takes one boolean app-data metafield and nothing else. */
function isAvailable(condition: string, appData: Map<string, Metafield>): boolean {
  const named = /^\{\{\s*app\.metafields\.(\w+)\.(\w+)(?:\.value)?\s*\}\}$/.exec(condition.trim());
  if (!named) throw new Error(`available_if must name an app metafield, not ${condition}`);
  const metafield = appData.get(`${named[1]}.${named[2]}`);
  return metafield?.type === "boolean" && metafield.value === "true";
}

function appMetafields(appData: Map<string, Metafield>): Record<string, Record<string, unknown>> {
  const namespaces: Record<string, Record<string, unknown>> = {};
  for (const { namespace, key, type, value } of appData.values()) {
    namespaces[namespace] = { ...namespaces[namespace], [key]: { type, value: typed(type, value) } };
  }
  return namespaces;
}

function typed(type: string, value: string): unknown {
  if (type === "json" || type.startsWith("list.")) return JSON.parse(value);
  if (type === "boolean") return value === "true";
  return type === "number_integer" || type === "number_decimal" ? Number(value) : value;
}

async function defaultSettings(settings: z.infer<typeof schemaShape>["settings"], locale: string) {
  const words = await readWords(locale, ".schema");
  const defaults: Record<string, unknown> = {};
  for (const { id, default: value } of settings) {
    if (id === undefined) continue;
    defaults[id] =
      typeof value === "string" && value.startsWith("t:")
        ? translate(words, value.slice(2), [])
        : (value ?? undefined);
  }
  return defaults;
}

async function readWords(locale: string, suffix = ""): Promise<Translations[]> {
  const files = [`${locale}${suffix}.json`, `en.default${suffix}.json`];
  const read = files.map(async (file): Promise<Translations> => {
    const text = await readFile(join(extensionFolder, "locales", file), "utf8").catch(() => "{}");
    return JSON.parse(text);
  });
  return Promise.all(read);
}

function attribute(value: unknown): string {
  return JSON.stringify(value).replaceAll('"', "&quot;");
}
