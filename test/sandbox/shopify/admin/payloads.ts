/** The bodies of webhooks, in the shapes that Shopify's REST-style payloads have. */
import type { Product } from "../../drawings/catalog.ts";
import type { Shop, World } from "../../world.ts";
import { bulkPayload } from "../bulk/operations.ts";
import { type Collection, collectionsOf, textNumber } from "../graphql/collections.ts";

/** So that a shop without one can be told of one, too. */
const neverRun = {
  id: 1,
  status: "COMPLETED",
  createdAt: new Date(0).toISOString(),
  completedAt: new Date(0).toISOString(),
} as const;

export function payloadFor(world: World, shop: Shop, topic: string): unknown {
  const shopId = textNumber(shop.domain);
  const compliance = { shop_id: shopId, shop_domain: shop.domain };
  const customer = { id: 191167, email: "mira@example.com", phone: null };
  const product = shop.products[0];
  const collection = collectionsOf(shop).at(-1);
  const operation = shop.bulkOperations?.at(-1);
  const known: Record<string, unknown> = {
    "app/uninstalled": shopPayload(shop, shopId),
    "app/scopes_update": {
      id: shopId,
      previous: shop.installation?.scopes ?? [],
      current: world.app.scopes,
      updated_at: new Date().toISOString(),
    },
    "shop/update": shopPayload(shop, shopId),
    "shop/redact": compliance,
    "customers/redact": { ...compliance, customer, orders_to_redact: [] },
    "customers/data_request": { ...compliance, customer, orders_requested: [], data_request: { id: 9999 } },
    "products/create": product && productPayload(world, product),
    "products/update": product && productPayload(world, product),
    "products/delete": product && { id: product.id },
    "collections/create": collection && collectionPayload(collection),
    "collections/update": collection && collectionPayload(collection),
    "collections/delete": collection && { id: collection.id },
    "bulk_operations/finish": bulkPayload(operation ?? neverRun),
  };
  return known[topic];
}

export function productPayload({ origin }: World, product: Product) {
  const images = product.pictures.map((picture, index) => ({
    id: picture.id,
    product_id: product.id,
    position: index + 1,
    alt: picture.alt,
    width: picture.width,
    height: picture.height,
    src: `${origin}/cdn/shop/files/${picture.file}`,
    admin_graphql_api_id: `gid://shopify/MediaImage/${picture.id}`,
  }));
  return {
    admin_graphql_api_id: `gid://shopify/Product/${product.id}`,
    id: product.id,
    title: product.title,
    handle: product.handle,
    body_html: product.descriptionHtml,
    vendor: product.vendor,
    product_type: product.type,
    tags: product.tags.join(", "),
    status: product.status.toLowerCase(),
    updated_at: product.updatedAt,
    category: product.category ? { full_name: product.category } : null,
    options: product.options.map(({ name, values }, index) => ({ name, values, position: index + 1 })),
    variants: product.variants.map((variant, index) => ({
      admin_graphql_api_id: `gid://shopify/ProductVariant/${variant.id}`,
      id: variant.id,
      product_id: product.id,
      title: variant.title,
      sku: variant.sku,
      position: index + 1,
      price: (variant.priceCents / 100).toFixed(2),
      image_id: variant.pictureId ?? null,
    })),
    images,
    image: images[0] ?? null,
  };
}

export function collectionPayload({ id, title, handle }: Collection) {
  return { id, title, handle, admin_graphql_api_id: `gid://shopify/Collection/${id}` };
}

function shopPayload({ domain, name, currency, timezone }: Shop, id: number) {
  return {
    id,
    name,
    domain,
    myshopify_domain: domain,
    email: `owner@${domain}`,
    currency,
    iana_timezone: timezone,
    plan_name: "partner_test",
  };
}
