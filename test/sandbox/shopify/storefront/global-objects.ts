/** What Shopify's Liquid knows on every page, in themes and in app blocks alike. */
import { cartJson, findVariant } from "./cart-json.ts";
import { moneyFormat } from "./money.ts";
import { isPublic } from "./product-json.ts";
import { productObject } from "./product-object.ts";
import { themes } from "./themes.ts";
import type { Visit } from "./visit.ts";

export function globalObjects(visit: Visit, pageType: string): Record<string, unknown> {
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
    theme: { id: themes[visit.theme].id, name: themes[visit.theme].name, role: "main" },
    template: { name: pageType },
    request: {
      design_mode: visit.isDesignMode,
      visual_preview_mode: false,
      host: visit.host,
      path: visit.path,
      page_type: pageType,
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
