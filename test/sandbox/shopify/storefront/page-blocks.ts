/** Which blocks of the extension a page shows, and where. */
import type { World } from "../../world.ts";
import { renderBlock } from "./app-block.ts";
import { refuseUnknownSettings } from "./block-settings.ts";
import { isAvailable, isForTemplate, readBlocks, type BlockSchema } from "./extension-blocks.ts";
import { extensionAssets, extensionFolderOf } from "./folders.ts";
import type { Visit } from "./visit.ts";

export type PageBlocks = Record<BlockSchema["target"], string> & { scripts: string[]; stylesheets: string[] };

/** `section` is the one that takes app blocks; a page without it shows only app embeds. */
type BlockPage = { type: string; section: string | undefined; globals: Record<string, unknown> };

export async function renderBlocks(world: World, visit: Visit, page: BlockPage): Promise<PageBlocks> {
  const { shop } = visit;
  const all = await readBlocks(extensionFolderOf(world));
  refuseUnknownSettings(all, shop.blockSettings ?? {});
  const shown: PageBlocks = {
    section: "",
    head: "",
    body: "",
    compliance_head: "",
    scripts: [],
    stylesheets: [],
  };
  for (const block of all) {
    const { schema } = block;
    if (!isForTemplate(schema, page.type) || !isAvailable(schema, shop.appData)) continue;
    const isAppBlock = schema.target === "section";
    const count = isAppBlock ? appBlockCount(visit, page.section) : Number(shop.embedOn);
    // An embed stands outside of every section, and has only what is global.
    const scope = isAppBlock ? { ...page.globals, section: { id: page.section } } : page.globals;
    for (let number = 1; number <= count; number += 1) {
      shown[schema.target] += await renderBlock(world, visit, block, { number, scope });
    }
    if (count === 0) continue;
    if (schema.javascript) shown.scripts.push(`${extensionAssets}/${schema.javascript}`);
    if (schema.stylesheet) shown.stylesheets.push(`${extensionAssets}/${schema.stylesheet}`);
  }
  return shown;
}

function appBlockCount({ shop, query }: Visit, section: string | undefined): number {
  if (section === undefined || !shop.blockPlaced) return 0;
  const asked = query.get("blocks");
  return asked !== null && /^[0-9]$/.test(asked) ? Number(asked) : (shop.blockCount ?? 1);
}
