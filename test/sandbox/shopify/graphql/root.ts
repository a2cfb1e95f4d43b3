/** What stands at the top of a query or a mutation. */
import type { Product, Variant } from "../../drawings/catalog.ts";
import { beginBulk, bulkNode, bulkOperationsOf, findBulk } from "../bulk/operations.ts";
import { collectionsOf, textNumber } from "./collections.ts";
import { connection, inOrder } from "./connection.ts";
import type { PageArguments } from "./connection.ts";
import type { Context } from "./context.ts";
import { globalId, idNumber } from "./context.ts";
import { installationId, installationNode } from "./installation-nodes.ts";
import { deleteMetafields, setMetafields } from "./metafield-writes.ts";
import { mediaImageNode } from "./picture-nodes.ts";
import { collectionNode, productNode, variantNode } from "./product-nodes.ts";
import { searchProducts, sortProducts } from "./product-search.ts";

type ListArguments = PageArguments & { query?: string | null; sortKey?: string | null };

/** Shopify counts exactly up to 10,000 and says so when it stops. */
const countedExactly = 10_000;

export function rootOf(context: Context) {
  const { shop } = context;
  const collections = () => collectionsOf(shop);
  return {
    shop: () => shopNode(context),
    products: ({ query, sortKey, ...page }: ListArguments) =>
      connection(sortProducts(searchProducts(shop, query), sortKey), page, (product) =>
        productNode(context, product),
      ),
    productsCount: ({ query, limit }: { query?: string | null; limit?: number | null }) =>
      counted(searchProducts(shop, query).length, limit),
    product: ({ id }: { id: string }) => node(context, id, "Product"),
    collection: ({ id }: { id: string }) => node(context, id, "Collection"),
    collections: ({ query, sortKey, ...page }: ListArguments) => {
      const words = query?.replace(/^title:/, "").toLowerCase() ?? "";
      const found = collections().filter(({ title }) =>
        title.toLowerCase().includes(words.replace(/\*$/, "")),
      );
      const sorted = found.map((item) => ({
        item,
        key: { id: item.id, value: sortKey === "TITLE" ? item.title : item.id },
      }));
      return connection(sorted, page, (item) => collectionNode(context, item));
    },
    collectionsCount: ({ limit }: { limit?: number | null }) => counted(collections().length, limit),
    node: ({ id }: { id: string }) => node(context, id),
    nodes: ({ ids }: { ids: string[] }) => ids.map((id) => node(context, id)),
    bulkOperation: ({ id }: { id: string }) => {
      const found = findBulk(context, id);
      return found ? bulkNode(context, found) : null;
    },
    bulkOperations: ({ query, ...page }: ListArguments) =>
      connection(inOrder(bulkOperationsOf(context, query)), page, (operation) =>
        bulkNode(context, operation),
      ),
    bulkOperationRunQuery: (wanted: Parameters<typeof beginBulk>[1]) => beginBulk(context, wanted),
    currentAppInstallation: () => installationNode(context),
    metafieldsSet: ({ metafields }: { metafields: Parameters<typeof setMetafields>[1] }) =>
      setMetafields(context, metafields),
    metafieldsDelete: ({ metafields }: { metafields: Parameters<typeof deleteMetafields>[1] }) =>
      deleteMetafields(context, metafields),
  };
}

function shopNode({ world, shop }: Context) {
  return {
    __typename: "Shop",
    id: globalId("Shop", textNumber(shop.domain)),
    name: shop.name,
    email: `owner@${shop.domain}`,
    contactEmail: `owner@${shop.domain}`,
    myshopifyDomain: shop.domain,
    currencyCode: shop.currency,
    ianaTimezone: shop.timezone,
    url: `https://${shop.domain}`,
    plan: {
      displayName: "Development",
      publicDisplayName: "Development",
      partnerDevelopment: true,
      shopifyPlus: false,
    },
    primaryDomain: {
      __typename: "Domain",
      id: globalId("Domain", textNumber(shop.domain)),
      url: world.origin,
      host: new URL(world.origin).host,
      sslEnabled: true,
    },
  };
}

function node(context: Context, id: string, only?: string) {
  const { shop } = context;
  const find = <Item extends { id: number }>(type: string, items: () => Item[]) => {
    if (only && only !== type) return undefined;
    const number = idNumber(type, id);
    return number === undefined ? undefined : items().find((item) => item.id === number);
  };
  const product = find("Product", () => shop.products);
  if (product) return productNode(context, product);
  const collection = find("Collection", () => collectionsOf(shop));
  if (collection) return collectionNode(context, collection);
  const owned = find("ProductVariant", () => allVariants(shop.products));
  if (owned) return variantNode(context, owned.product, owned.variant);
  const pictured = find("MediaImage", () => shop.products.flatMap(withPictures));
  if (pictured) return mediaImageNode(context, pictured.picture, pictured.updatedAt);
  return id === installationId(context) && !only ? installationNode(context) : null;
}

function allVariants(products: Product[]): { id: number; product: Product; variant: Variant }[] {
  return products.flatMap((product) =>
    product.variants.map((variant) => ({ id: variant.id, product, variant })),
  );
}

function withPictures({ pictures, updatedAt }: Product) {
  return pictures.map((picture) => ({ id: picture.id, picture, updatedAt }));
}

function counted(size: number, limit: number | null | undefined) {
  const most = limit ?? countedExactly;
  return { count: Math.min(size, most), precision: size > most ? "AT_LEAST" : "EXACT" };
}
