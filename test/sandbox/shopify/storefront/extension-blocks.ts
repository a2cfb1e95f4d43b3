/** The blocks of the theme app extension as Shopify reads them: the Liquid files with their schemas. */
import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { z } from "zod";
import type { Metafield } from "../../world.ts";

const places = z.strictObject({
  templates: z.array(z.string()).optional(),
  groups: z.array(z.string()).optional(),
});
const setting = z.object({
  type: z.string(),
  id: z.string().optional(),
  default: z.unknown().optional(),
  options: z.array(z.object({ value: z.string() })).optional(),
});
const schemaShape = z
  .object({
    name: z.string().max(25),
    target: z.enum(["section", "head", "body", "compliance_head"]),
    javascript: z.string().optional(),
    stylesheet: z.string().optional(),
    available_if: z.string().optional(),
    enabled_on: places.optional(),
    disabled_on: places.optional(),
    class: z.string().optional(),
    tag: z.string().default("div"),
    settings: z.array(setting).default([]),
  })
  .refine(({ enabled_on: on, disabled_on: off }) => !on || !off, "enabled_on or disabled_on, not both");

export type BlockSchema = z.infer<typeof schemaShape>;
export type Block = { handle: string; source: string; schema: BlockSchema };

export async function readBlocks(extensionFolder: string): Promise<Block[]> {
  const files = (await readdir(join(extensionFolder, "blocks"))).filter((file) => file.endsWith(".liquid"));
  const assets = new Set(await readdir(join(extensionFolder, "assets")));
  const read = files.toSorted().map(async (file): Promise<Block> => {
    const source = await readFile(join(extensionFolder, "blocks", file), "utf8");
    const schema = readSchema(file, source);
    for (const asset of [schema.javascript, schema.stylesheet]) {
      if (asset !== undefined && !assets.has(asset)) {
        throw new Error(`blocks/${file} names the asset ${asset}, which is not in assets/`);
      }
    }
    return { handle: basename(file, ".liquid"), source, schema };
  });
  return Promise.all(read);
}

function readSchema(file: string, source: string): BlockSchema {
  const text = /\{%-?\s*schema\s*-?%\}([\s\S]*?)\{%-?\s*endschema/.exec(source)?.[1];
  if (text === undefined) throw new Error(`blocks/${file} has no schema`);
  try {
    return schemaShape.parse(JSON.parse(text));
  } catch (cause) {
    throw new Error(`blocks/${file} has a schema that Shopify would refuse`, { cause });
  }
}

/** A block that is meant for section groups alone stands on no template. */
export function isForTemplate({ enabled_on: on, disabled_on: off }: BlockSchema, pageType: string): boolean {
  const names = (templates: string[] | undefined) =>
    templates?.some((each) => each === "*" || each === pageType) ?? false;
  return on ? names(on.templates) : !names(off?.templates);
}

/** `available_if` takes one boolean app-data metafield and nothing else. */
export function isAvailable({ available_if: condition }: BlockSchema, appData: Map<string, Metafield>) {
  if (condition === undefined) return true;
  const named = /^\{\{\s*app\.metafields\.(\w+)\.(\w+)(?:\.value)?\s*\}\}$/.exec(condition.trim());
  if (!named) throw new Error(`available_if must name an app metafield, not ${condition}`);
  const metafield = appData.get(`${named[1]}.${named[2]}`);
  return metafield?.type === "boolean" && metafield.value === "true";
}
