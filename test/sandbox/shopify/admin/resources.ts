/** Products and collections in the shape that App Bridge's resource picker hands to the app. */
import type { Product } from "../../drawings/catalog.ts";
import type { Shop, World } from "../../world.ts";
import { collectionsOf, productsIn } from "../graphql/collections.ts";

const mostShown = 100;

export function resourcesOf(world: World, shop: Shop, type: string, query: string) {
  const words = query.trim().toLowerCase();
  const found = (title: string) => title.toLowerCase().includes(words);
  if (type === "collection") {
    const collections = collectionsOf(shop).filter(({ title }) => found(title));
    return collections.slice(0, mostShown).map(({ id, title, handle }) => ({
      id: `gid://shopify/Collection/${id}`,
      title,
      handle,
      productsCount: productsIn(shop, { id, title, handle }).length,
      image: null,
      updatedAt: new Date(0).toISOString(),
    }));
  }
  const products = shop.products.filter(({ title, tags }) => found(title) || tags.some(found));
  return products.slice(0, mostShown).map((product) => productResource(world, product));
}

function productResource({ origin }: World, product: Product) {
  const id = `gid://shopify/Product/${product.id}`;
  return {
    id,
    title: product.title,
    handle: product.handle,
    descriptionHtml: product.descriptionHtml,
    vendor: product.vendor,
    productType: product.type,
    tags: product.tags,
    status: product.status,
    createdAt: product.updatedAt,
    updatedAt: product.updatedAt,
    publishedAt: product.status === "ACTIVE" ? product.updatedAt : null,
    hasOnlyDefaultVariant: product.variants.length === 1 && product.options.length === 0,
    totalVariants: product.variants.length,
    totalInventory: product.variants.filter(({ available }) => available).length,
    tracksInventory: false,
    templateSuffix: null,
    options: product.options.map(({ name, values }, index) => ({
      id: `${id}/options/${index + 1}`,
      name,
      position: index + 1,
      values,
    })),
    images: product.pictures.map((picture) => ({
      id: `gid://shopify/ImageSource/${picture.id}`,
      altText: picture.alt,
      originalSrc: `${origin}/cdn/shop/files/${picture.file}`,
    })),
    variants: product.variants.map((variant, index) => ({
      id: `gid://shopify/ProductVariant/${variant.id}`,
      title: variant.title,
      displayName: `${product.title} - ${variant.title}`,
      position: index + 1,
      sku: variant.sku,
      price: (variant.priceCents / 100).toFixed(2),
      availableForSale: variant.available,
      selectedOptions: variant.options.map((value) => ({ value })),
      product: { id },
    })),
  };
}
