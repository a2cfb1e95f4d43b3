/** What `shopify.app.extensions()` answers: the blocks that the app's theme extensions really have. */
import { globSync, readFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "@iarna/toml";
import { z } from "zod";
import type { Shop } from "../../world.ts";

const root = fileURLToPath(new URL("../../../../extensions", import.meta.url));
export const themeId = "gid://shopify/OnlineStoreTheme/136401";

const configuration = z.object({
  type: z.string().optional(),
  handle: z.string().optional(),
  extensions: z.array(z.object({ type: z.string(), handle: z.string().optional() })).optional(),
});
const blockSchema = z.object({ name: z.string(), target: z.string() });

export function extensionsOf(shop: Shop) {
  return globSync("*/shopify.extension.toml", { cwd: root }).flatMap((file) => {
    const folder = dirname(`${root}/${file}`);
    const read = configuration.parse(parse(readFileSync(`${root}/${file}`, "utf8")));
    const { type, handle } = read.extensions?.[0] ?? read;
    if (type !== "theme") return [];
    const blocks = globSync("blocks/*.liquid", { cwd: folder }).toSorted();
    const activations = blocks.map((block) => activationOf(shop, `${folder}/${block}`));
    return [{ handle: handle ?? basename(folder), type: "theme_app_extension", activations }];
  });
}

function activationOf(shop: Shop, file: string) {
  const handle = basename(file, ".liquid");
  const [, text = "{}"] =
    /{%-?\s*schema\s*-?%}([\s\S]*?){%-?\s*endschema/.exec(readFileSync(file, "utf8")) ?? [];
  const { name, target } = blockSchema.parse(JSON.parse(text));
  const shownName = translated(name, dirname(dirname(file)));
  const isAppBlock = target === "section";
  const isActive = isAppBlock ? shop.blockPlaced : shop.embedOn;
  const id = `${handle.replaceAll("-", "_")}_sandbox`;
  const place = { target: isAppBlock ? `template--product/main/${id}` : `settings_data/${id}`, themeId };
  return {
    handle,
    name: shownName,
    target,
    status: isActive ? "active" : "available",
    activations: isActive ? [place] : [],
  };
}

/** A name such as `t:block.name` stands in the extension's schema translations. */
function translated(name: string, folder: string): string {
  const [file] = globSync("locales/*.default.schema.json", { cwd: folder });
  if (!name.startsWith("t:") || !file) return name;
  let found: unknown = JSON.parse(readFileSync(`${folder}/${file}`, "utf8"));
  for (const key of name.slice(2).split(".")) {
    found = z.record(z.string(), z.unknown()).catch({}).parse(found)[key];
  }
  return typeof found === "string" ? found : name;
}
