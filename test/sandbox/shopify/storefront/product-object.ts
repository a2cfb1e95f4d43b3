import type { Picture, Product, Variant } from "../../drawings/catalog.ts";
import { aspectRatio, hasOnlyDefaultVariant, isSoldOut, pictureOf } from "./product-json.ts";

export type ImageObject = {
  id: number;
  alt: string;
  width: number;
  height: number;
  aspect_ratio: number;
  src: string;
  position: number;
  updated_at: string;
};

function imageObject(picture: Picture | undefined, product: Product): ImageObject | undefined {
  return (
    picture && {
      id: picture.id,
      alt: picture.alt,
      width: picture.width,
      height: picture.height,
      aspect_ratio: aspectRatio(picture),
      src: picture.file,
      position: product.pictures.indexOf(picture) + 1,
      updated_at: product.updatedAt,
    }
  );
}

function variantObject(variant: Variant, product: Product, selected: Variant | undefined) {
  const own = product.pictures.find((picture) => picture.id === variant.pictureId);
  return {
    id: variant.id,
    title: variant.title,
    options: variant.options,
    option1: variant.options[0],
    option2: variant.options[1],
    option3: variant.options[2],
    price: variant.priceCents,
    available: variant.available,
    sku: variant.sku,
    selected: variant === selected,
    featured_image: imageObject(own, product),
    image: imageObject(own, product),
    url: `/products/${product.handle}?variant=${variant.id}`,
  };
}

/** Liquid's `product`. `asked` is the address's `?variant=`, which selects a variant when it is the product's. */
export function productObject(product: Product, asked?: string | null) {
  const selected = product.variants.find((variant) => String(variant.id) === asked);
  const shown = selected ?? product.variants.find((variant) => variant.available) ?? product.variants[0];
  const prices = product.variants.map((variant) => variant.priceCents);
  const images = product.pictures.map((picture) => imageObject(picture, product));
  return {
    id: product.id,
    title: product.title,
    handle: product.handle,
    description: product.descriptionHtml,
    content: product.descriptionHtml,
    vendor: product.vendor,
    type: product.type,
    category: { name: product.category.split(" > ").at(-1) },
    tags: product.tags,
    url: `/products/${product.handle}`,
    available: !isSoldOut(product),
    price: Math.min(...prices),
    price_min: Math.min(...prices),
    price_max: Math.max(...prices),
    price_varies: Math.min(...prices) !== Math.max(...prices),
    has_only_default_variant: hasOnlyDefaultVariant(product),
    options: product.options.map((option) => option.name),
    options_with_values: product.options.map((option, index) => ({
      name: option.name,
      position: index + 1,
      selected_value: shown?.options[index],
      values: option.values.map((value) => ({
        name: value,
        available: product.variants.some(
          (variant) => fits(variant, shown, index, value) && variant.available,
        ),
        selected: shown?.options[index] === value,
      })),
    })),
    variants: product.variants.map((variant) => variantObject(variant, product, shown)),
    selected_variant: selected && variantObject(selected, product, shown),
    selected_or_first_available_variant: shown && variantObject(shown, product, shown),
    images,
    media: images,
    featured_image: images[0],
    featured_media: images[0],
    second_image: images[1],
    selected_image: imageObject(pictureOf(product, shown), product),
  };
}

/** Whether the variant is the one that choosing `value` would lead to, all earlier options staying as they are. */
function fits(variant: Variant, shown: Variant | undefined, index: number, value: string): boolean {
  const earlier = variant.options.slice(0, index);
  return variant.options[index] === value && earlier.every((option, at) => option === shown?.options[at]);
}
