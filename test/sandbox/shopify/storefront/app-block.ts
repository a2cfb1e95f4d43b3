/** Renders one block of the extension as Shopify would: real Liquid, its settings, the page's language. */
import { join } from "node:path";
import type { World } from "../../world.ts";
import { appMetafields } from "./app-metafields.ts";
import { settingsOf } from "./block-settings.ts";
import type { Block } from "./extension-blocks.ts";
import { extensionAssets, extensionFolderOf } from "./folders.ts";
import { liquidEngine } from "./liquid-engine.ts";
import { readLanguages, translate } from "./translate.ts";
import type { Visit } from "./visit.ts";

/** `number` tells apart the places of one block; `scope` is what the page's Liquid gives it. */
type Place = { number: number; scope: Record<string, unknown> };

export async function renderBlock(world: World, visit: Visit, block: Block, place: Place): Promise<string> {
  const { handle, schema, source } = block;
  const folder = extensionFolderOf(world);
  const engine = liquidEngine({ visit, folders: [join(folder, "snippets")], assetFolder: extensionAssets });
  const words = await readLanguages(folder, visit.locale);
  engine.registerFilter("t", (key: unknown, ...named: [string, unknown][]) =>
    translate(words, String(key), named),
  );
  const id = `${world.app.handle}_${handle}_${place.number}`;
  const type = `shopify://apps/${world.app.handle}/blocks/${handle}`;
  const editorWords = await readLanguages(folder, visit.locale, ".schema");
  const scope = {
    ...place.scope,
    app: { metafields: appMetafields(visit.shop.appData) },
    block: {
      id,
      type,
      settings: settingsOf(schema, visit.shop.blockSettings ?? {}, editorWords),
      shopify_attributes: visit.isDesignMode
        ? `data-shopify-editor-block="${attribute({ id: place.number, type: handle })}"`
        : "",
    },
  };
  const html = await engine.parseAndRender(source, scope, { globals: scope });
  if (schema.target === "head" || schema.target === "compliance_head") {
    return `<!-- BEGIN app block: ${type} -->${html}<!-- END app block -->`;
  }
  const classes = ["shopify-block", "shopify-app-block", schema.class].filter(Boolean).join(" ");
  return `<${schema.tag} id="shopify-block-${id}" class="${classes}">${html}</${schema.tag}>`;
}

function attribute(value: unknown): string {
  return JSON.stringify(value).replaceAll('"', "&quot;");
}
