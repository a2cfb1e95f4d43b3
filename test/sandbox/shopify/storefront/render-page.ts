import { join } from "node:path";
import type { World } from "../../world.ts";
import { renderAppBlock, type RenderedBlock } from "./app-block.ts";
import { cartJson, findVariant } from "./cart-json.ts";
import { themeFolder } from "./folders.ts";
import { liquidEngine } from "./liquid-engine.ts";
import { isPublic } from "./product-json.ts";
import { productObject } from "./product-object.ts";
import { moneyFormat } from "./money.ts";
import type { Visit } from "./visit.ts";

type Page = { template: string; title: string; objects?: Record<string, unknown> };
export type RenderedPage = { html: string; status: number };

const noBlock: RenderedBlock = { html: "", scripts: [], stylesheets: [] };
/** What a theme may ask for by the section rendering API. */
const sectionNames = new Set(["cart-drawer", "cart-icon-bubble", "main-cart"]);

export async function renderPage(world: World, visit: Visit, page: Page): Promise<string> {
  const engine = themeEngine(visit);
  const globals = { ...globalObjects(visit), ...page.objects, template: { name: page.template } };
  const isBlockShown = page.template === "product" && visit.shop.blockPlaced;
  const appBlock = isBlockShown ? await renderAppBlock(world, visit, globals) : noBlock;
  const content = await engine.renderFile(
    page.template,
    { ...globals, app_block: appBlock.html },
    { globals },
  );
  const layout = {
    ...globals,
    page_title: page.title,
    content_for_header: headerOf(appBlock),
    content_for_layout: content,
  };
  return engine.renderFile("theme", layout, { globals });
}

/** `sections=a,b` of the Ajax cart: the named sections' HTML, or null for one that the theme has not. */
export async function renderSections(_world: World, visit: Visit, names: string[]) {
  if (names.length === 0) return {};
  const sections: Record<string, string | null> = {};
  for (const name of names.slice(0, 5)) sections[name] = (await renderSection(visit, name)) ?? null;
  return { sections };
}

export async function renderSection(visit: Visit, name: string): Promise<string | undefined> {
  if (!sectionNames.has(name)) return undefined;
  const globals = globalObjects(visit);
  const html = await themeEngine(visit).renderFile(name, globals, { globals });
  return `<div id="shopify-section-${name}" class="shopify-section">${html}</div>`;
}

function themeEngine(visit: Visit) {
  const folders = ["templates", "sections", "snippets", "layout"].map((folder) => join(themeFolder, folder));
  return liquidEngine({ visit, folders, assetFolder: "/cdn/theme/assets" });
}

/** Emitted once however often the block stands on the page, and async, as Shopify does. */
function headerOf({ scripts, stylesheets }: RenderedBlock): string {
  return [
    ...new Set(stylesheets.map((href) => `<link href="${href}" rel="stylesheet" media="all">`)),
    ...new Set(scripts.map((src) => `<script src="${src}" async="async"></script>`)),
  ].join("\n");
}

function globalObjects(visit: Visit): Record<string, unknown> {
  const { shop } = visit;
  const cart = cartJson(visit);
  const currency = { iso_code: shop.currency };
  const types = [...new Set(shop.products.filter(isPublic).map((product) => product.type))];
  return {
    shop: {
      name: shop.name,
      domain: shop.domain,
      permanent_domain: shop.domain,
      currency: shop.currency,
      money_format: moneyFormat(shop.currency),
      types,
    },
    cart: {
      ...cart,
      currency,
      items: cart.items.map((item) => {
        const found = findVariant(shop.products, item.variant_id);
        return {
          ...item,
          image: found && productObject(found.product, String(item.variant_id)).selected_image,
        };
      }),
    },
    request: {
      design_mode: visit.isDesignMode,
      visual_preview_mode: false,
      host: visit.host,
      path: visit.path,
      locale: { iso_code: visit.locale, root_url: "/", primary: visit.locale === "en" },
    },
    settings: { color_scheme: visit.query.get("scheme") === "dark" ? "scheme-2" : "scheme-1" },
    localization: {
      language: { iso_code: visit.locale },
      country: { iso_code: "DE", currency },
    },
    routes: {
      root_url: "/",
      cart_url: "/cart",
      cart_add_url: "/cart/add",
      cart_change_url: "/cart/change",
      cart_clear_url: "/cart/clear",
      all_products_collection_url: "/collections/all",
      product_recommendations_url: "/recommendations/products",
    },
  };
}
