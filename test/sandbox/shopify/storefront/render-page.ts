import type { World } from "../../world.ts";
import { contentForHeader } from "./content-for-header.ts";
import { globalObjects } from "./global-objects.ts";
import { liquidEngine } from "./liquid-engine.ts";
import { renderBlocks } from "./page-blocks.ts";
import { findSection, sectionForBlocks } from "./sections.ts";
import { themeAssets, themeFolders } from "./themes.ts";
import type { Visit } from "./visit.ts";

/** `objects` are Shopify's and global; `extras` are what the sandbox's theme would work out by itself. */
export type Page = {
  /** Shopify's name for the kind of page, such as `product` or `404`. */
  type: string;
  template: string;
  title: string;
  objects?: Record<string, unknown>;
  extras?: Record<string, unknown>;
};

/** A page builder's stylesheet, which comes last and so wins, and a chat that lies on top of everything. */
const hostile = {
  head: `<link href="${themeAssets("dawn")}/hostile.css" rel="stylesheet" media="all">`,
  body: '<aside class="chat-bubble">Chat</aside>',
};
const mostSections = 5;

export async function renderPage(world: World, visit: Visit, page: Page): Promise<string> {
  const engine = themeEngine(visit);
  const { scope, blocks } = await scopeOf(world, visit, page);
  const content = await engine.renderFile(page.template, scope, { globals: scope });
  const layout = {
    ...scope,
    page_title: page.title,
    content_for_header: contentForHeader(visit, blocks),
    content_for_layout: content,
  };
  const html = await engine.renderFile("theme", layout, { globals: scope });
  const added = visit.isHostile ? hostile : { head: "", body: "" };
  const withHead = before("</head>", blocks.head + added.head, html);
  return before("</body>", blocks.body + added.body, withHead);
}

/** `sections=a,b`: the named sections' HTML, or null for one that the page has not. */
export async function renderSections(world: World, visit: Visit, page: Page, ids: string[]) {
  const sections: Record<string, string | null> = {};
  for (const id of ids.slice(0, mostSections)) {
    sections[id] = (await renderSection(world, visit, page, id)) ?? null;
  }
  return sections;
}

/** One section alone: what stands in the page's head, such as the blocks' scripts and styles, stays away. */
export async function renderSection(world: World, visit: Visit, page: Page, id: string) {
  const section = findSection(visit.theme, id, page.type);
  if (!section) return undefined;
  const { scope } = await scopeOf(world, visit, page);
  const html = await themeEngine(visit).renderFile(section.file, scope, { globals: scope });
  return `<${section.tag} id="shopify-section-${id}" class="shopify-section">${html}</${section.tag}>`;
}

async function scopeOf(world: World, visit: Visit, { type, objects, extras }: Page) {
  const globals = { ...globalObjects(visit, type), ...objects };
  const section = sectionForBlocks(visit.theme, type);
  const blocks = await renderBlocks(world, visit, { type, section, globals });
  return { scope: { ...globals, ...extras, app_blocks: blocks.section }, blocks };
}

function themeEngine(visit: Visit) {
  const kinds = ["templates", "sections", "snippets", "layout"];
  const folders = kinds.flatMap((kind) => themeFolders(visit.theme, kind));
  return liquidEngine({ visit, folders, assetFolder: themeAssets(visit.theme) });
}

/** What Shopify adds to the page that the theme made, right before the last such end tag. */
function before(endTag: string, added: string, html: string): string {
  const at = html.lastIndexOf(endTag);
  return at < 0 ? html : `${html.slice(0, at)}${added}${html.slice(at)}`;
}
