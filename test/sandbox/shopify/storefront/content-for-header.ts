/** What Shopify puts into each page's head: what scripts may know of the shop, and what blocks bring along. */
import type { PageBlocks } from "./page-blocks.ts";
import { themeAssets, themes } from "./themes.ts";
import type { Visit } from "./visit.ts";

const editorScript = `<script type="module" src="${themeAssets("dawn")}/theme-editor.js"></script>`;

export function contentForHeader(visit: Visit, blocks: PageBlocks): string {
  const nonce = visit.nonce === undefined ? "" : ` nonce="${visit.nonce}"`;
  return [
    blocks.compliance_head,
    `<script${nonce}>${shopifyScript(visit)}</script>`,
    ...linksAndScripts(blocks),
    ...(visit.isDesignMode ? [editorScript] : []),
  ].join("\n");
}

/** Emitted once however often a block stands on the page, and async, as Shopify does. */
function linksAndScripts({ scripts, stylesheets }: PageBlocks): string[] {
  return [
    ...new Set(stylesheets.map((href) => `<link href="${href}" rel="stylesheet" media="all">`)),
    ...new Set(scripts.map((src) => `<script src="${src}" async="async"></script>`)),
  ];
}

function shopifyScript({ shop, locale, theme, privacy, isDesignMode }: Visit): string {
  const facts = {
    shop: shop.domain,
    locale,
    currency: { active: shop.currency, rate: "1.0" },
    country: "DE",
    theme: { id: themes[theme].id, name: themes[theme].name, role: "main" },
    routes: { root: "/" },
    // Outside of the theme editor Shopify leaves the name out.
    ...(isDesignMode && { designMode: true }),
  };
  const statements = [
    "window.Shopify = window.Shopify || {};",
    `Object.assign(window.Shopify, ${JSON.stringify(facts).replaceAll("<", "\\u003c")});`,
  ];
  if (privacy !== "none") {
    const said = `function () { return ${privacy === "yes"}; }`;
    statements.push(`window.Shopify.customerPrivacy = { analyticsProcessingAllowed: ${said} };`);
  }
  return statements.join("\n");
}
