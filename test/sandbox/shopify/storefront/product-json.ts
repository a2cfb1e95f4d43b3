/** Products in the two shapes that a storefront shows: Liquid's objects and the Ajax API's JSON. */
import type { Picture, Product, Variant } from "../../drawings/catalog.ts";
import { fileAddress } from "./file-address.ts";

export type PublicProduct = Product & { status: "ACTIVE" };

export function isPublic(product: Product): product is PublicProduct {
  return product.status === "ACTIVE";
}

export function isSoldOut(product: Product): boolean {
  return product.variants.every((variant) => !variant.available);
}

function prices(product: Product): { lowest: number; highest: number } {
  const all = product.variants.map((variant) => variant.priceCents);
  return { lowest: Math.min(...all), highest: Math.max(...all) };
}

export function pictureOf(product: Product, variant: Variant | undefined): Picture | undefined {
  return product.pictures.find((picture) => picture.id === variant?.pictureId) ?? product.pictures[0];
}

function ajaxImage(picture: Picture, product: Product, host: string): Record<string, unknown> {
  return {
    id: picture.id,
    product_id: product.id,
    position: product.pictures.indexOf(picture) + 1,
    alt: picture.alt,
    width: picture.width,
    height: picture.height,
    src: fileAddress(host, picture.file, product.updatedAt),
  };
}

export function variantJson(variant: Variant, product: Product, host: string): Record<string, unknown> {
  const own = product.pictures.find((picture) => picture.id === variant.pictureId);
  const isOnlyOne = hasOnlyDefaultVariant(product);
  return {
    id: variant.id,
    title: variant.title,
    option1: variant.options[0] ?? null,
    option2: variant.options[1] ?? null,
    option3: variant.options[2] ?? null,
    sku: variant.sku,
    requires_shipping: true,
    taxable: true,
    featured_image: own ? ajaxImage(own, product, host) : null,
    available: variant.available,
    name: isOnlyOne ? product.title : `${product.title} - ${variant.title}`,
    public_title: isOnlyOne ? null : variant.title,
    options: variant.options,
    price: variant.priceCents,
    weight: 0,
    compare_at_price: null,
    inventory_management: "shopify",
    barcode: null,
  };
}

export function hasOnlyDefaultVariant(product: Product): boolean {
  return product.variants.length === 1 && product.variants[0]?.title === "Default Title";
}

/** `/products/{handle}.js`, which is also what the recommendations answer. */
export function productJson(product: Product, host: string): Record<string, unknown> {
  const { lowest, highest } = prices(product);
  const [first] = product.pictures;
  return {
    id: product.id,
    title: product.title,
    handle: product.handle,
    description: product.descriptionHtml,
    published_at: product.updatedAt,
    created_at: product.updatedAt,
    vendor: product.vendor,
    type: product.type,
    tags: product.tags,
    price: lowest,
    price_min: lowest,
    price_max: highest,
    available: !isSoldOut(product),
    price_varies: lowest !== highest,
    compare_at_price: null,
    compare_at_price_min: 0,
    compare_at_price_max: 0,
    compare_at_price_varies: false,
    variants: product.variants.map((variant) => variantJson(variant, product, host)),
    images: product.pictures.map((picture) => fileAddress(host, picture.file, product.updatedAt)),
    featured_image: first ? fileAddress(host, first.file, product.updatedAt) : null,
    options: product.options.map((option, index) => ({ ...option, position: index + 1 })),
    url: `/products/${product.handle}`,
    media: product.pictures.map((picture, index) => ({
      alt: picture.alt,
      id: picture.id,
      position: index + 1,
      media_type: "image",
      aspect_ratio: aspectRatio(picture),
      width: picture.width,
      height: picture.height,
      src: fileAddress(host, picture.file, product.updatedAt),
    })),
    requires_selling_plan: false,
    selling_plan_groups: [],
  };
}

export function aspectRatio(picture: Picture): number {
  return Number((picture.width / picture.height).toFixed(3));
}
