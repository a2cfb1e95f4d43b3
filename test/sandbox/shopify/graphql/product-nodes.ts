/** Products, their variants and collections as the Admin API shows them. */
import type { Product, Variant } from "../../drawings/catalog.ts";
import { collectionsOfProduct, productsIn, textNumber } from "./collections.ts";
import type { Collection } from "./collections.ts";
import { connection, inOrder } from "./connection.ts";
import type { PageArguments } from "./connection.ts";
import type { Context } from "./context.ts";
import { globalId } from "./context.ts";
import { imageNode, mediaImageNode } from "./picture-nodes.ts";

export function productNode(context: Context, product: Product) {
  const { world, shop } = context;
  const media = product.pictures.map((picture) => mediaImageNode(context, picture, product.updatedAt));
  const plainText = product.descriptionHtml
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  const prices = product.variants.map(({ priceCents }) => priceCents);
  const isActive = product.status === "ACTIVE";
  return {
    __typename: "Product",
    id: globalId("Product", product.id),
    legacyResourceId: String(product.id),
    title: product.title,
    handle: product.handle,
    description: ({ truncateAt }: { truncateAt?: number | null }) =>
      truncateAt && plainText.length > truncateAt ? `${plainText.slice(0, truncateAt - 3)}...` : plainText,
    descriptionHtml: product.descriptionHtml,
    vendor: product.vendor,
    productType: product.type,
    category: () => categoryNode(product.category),
    tags: product.tags,
    status: product.status,
    createdAt: product.updatedAt,
    updatedAt: product.updatedAt,
    publishedAt: isActive ? product.updatedAt : null,
    onlineStoreUrl: isActive ? `${world.origin}/products/${product.handle}` : null,
    onlineStorePreviewUrl: `${world.origin}/products/${product.handle}`,
    isGiftCard: false,
    templateSuffix: null,
    hasOnlyDefaultVariant: product.variants.length === 1 && product.options.length === 0,
    seo: { title: null, description: null },
    options: ({ first }: { first?: number | null }) =>
      product.options.slice(0, first ?? undefined).map((option, index) => optionNode(product, option, index)),
    priceRangeV2: {
      minVariantPrice: money(Math.min(...prices), shop.currency),
      maxVariantPrice: money(Math.max(...prices), shop.currency),
    },
    featuredMedia: media[0] ?? null,
    media: (page: PageArguments) => connection(inOrder(media), page, (item) => item),
    mediaCount: count(media.length),
    images: (page: PageArguments) =>
      connection(inOrder(product.pictures), page, (picture) => imageNode(context, picture)),
    variants: (page: PageArguments) =>
      connection(inOrder(product.variants), page, (variant) => variantNode(context, product, variant)),
    variantsCount: count(product.variants.length),
    totalVariants: product.variants.length,
    collections: (page: PageArguments) =>
      connection(inOrder(collectionsOfProduct(shop, product)), page, (item) => collectionNode(context, item)),
    inCollection: ({ id }: { id: string }) =>
      collectionsOfProduct(shop, product).some((item) => globalId("Collection", item.id) === id),
    metafield: null,
    metafields: (page: PageArguments) => connection([], page, (item) => item),
  };
}

export function variantNode(context: Context, product: Product, variant: Variant) {
  const picture = product.pictures.find(({ id }) => id === variant.pictureId);
  const media = picture ? [mediaImageNode(context, picture, product.updatedAt)] : [];
  return {
    __typename: "ProductVariant",
    id: globalId("ProductVariant", variant.id),
    legacyResourceId: String(variant.id),
    title: variant.title,
    displayName: `${product.title} - ${variant.title}`,
    sku: variant.sku,
    barcode: null,
    price: (variant.priceCents / 100).toFixed(2),
    compareAtPrice: null,
    availableForSale: variant.available,
    position: product.variants.indexOf(variant) + 1,
    selectedOptions: product.options.map(({ name }, index) => ({
      name,
      value: variant.options[index] ?? "",
    })),
    image: () => (picture ? imageNode(context, picture) : null),
    media: (page: PageArguments) => connection(inOrder(media), page, (item) => item),
    product: () => productNode(context, product),
    createdAt: product.updatedAt,
    updatedAt: product.updatedAt,
    metafield: null,
    metafields: (page: PageArguments) => connection([], page, (item) => item),
  };
}

export function collectionNode(context: Context, collection: Collection) {
  const products = () => productsIn(context.shop, collection);
  return {
    __typename: "Collection",
    id: globalId("Collection", collection.id),
    legacyResourceId: String(collection.id),
    title: collection.title,
    handle: collection.handle,
    description: "",
    descriptionHtml: "",
    image: null,
    sortOrder: "BEST_SELLING",
    templateSuffix: null,
    updatedAt: context.shop.products[0]?.updatedAt ?? new Date(0).toISOString(),
    productsCount: () => count(products().length),
    hasProduct: ({ id }: { id: string }) =>
      products().some((product) => globalId("Product", product.id) === id),
    products: (page: PageArguments) =>
      connection(inOrder(products()), page, (product) => productNode(context, product)),
  };
}

function optionNode(product: Product, { name, values }: Product["options"][number], index: number) {
  const optionValues = values.map((value) => ({
    id: globalId("ProductOptionValue", textNumber(`${product.id}/${name}/${value}`)),
    name: value,
    hasVariants: product.variants.some(({ options }) => options[index] === value),
    linkedMetafieldValue: null,
  }));
  const id = globalId("ProductOption", textNumber(`${product.id}/${name}`));
  return { __typename: "ProductOption", id, name, values, position: index + 1, optionValues };
}

function categoryNode(fullName: string) {
  if (!fullName) return null;
  const names = fullName.split(" > ");
  return {
    __typename: "TaxonomyCategory",
    id: `gid://shopify/TaxonomyCategory/${textNumber(fullName)}`,
    fullName,
    name: names.at(-1) ?? fullName,
    level: names.length,
    isRoot: names.length === 1,
    isArchived: false,
  };
}

function money(cents: number, currencyCode: string) {
  return { amount: (Number.isFinite(cents) ? cents / 100 : 0).toFixed(2), currencyCode };
}

function count(size: number) {
  return { count: size, precision: "EXACT" };
}
