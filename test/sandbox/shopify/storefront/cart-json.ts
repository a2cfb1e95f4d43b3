import { createHash } from "node:crypto";
import type { Product, Variant } from "../../drawings/catalog.ts";
import type { CartLine } from "../../world.ts";
import { fileAddress } from "./file-address.ts";
import { aspectRatio, hasOnlyDefaultVariant, isPublic, pictureOf } from "./product-json.ts";
import type { Visit } from "./visit.ts";

export type Found = { product: Product; variant: Variant };

export function findVariant(products: Product[], variantId: number): Found | undefined {
  for (const product of products) {
    const variant = isPublic(product) && product.variants.find((each) => each.id === variantId);
    if (variant) return { product, variant };
  }
  return undefined;
}

/** Lines of one variant with different properties are different lines, so the key covers both. */
export function lineKey(line: CartLine): string {
  const properties = JSON.stringify(Object.entries(line.properties).sort());
  return `${line.variantId}:${createHash("md5").update(`${line.variantId} ${properties}`).digest("hex")}`;
}

export function lineJson(line: CartLine, { product, variant }: Found, host: string) {
  const picture = pictureOf(product, variant);
  const address = picture && fileAddress(host, picture.file, product.updatedAt);
  const isOnlyOne = hasOnlyDefaultVariant(product);
  const total = variant.priceCents * line.quantity;
  return {
    id: variant.id,
    properties: line.properties,
    quantity: line.quantity,
    variant_id: variant.id,
    key: lineKey(line),
    title: isOnlyOne ? product.title : `${product.title} - ${variant.title}`,
    price: variant.priceCents,
    original_price: variant.priceCents,
    presentment_price: variant.priceCents / 100,
    discounted_price: variant.priceCents,
    line_price: total,
    original_line_price: total,
    total_discount: 0,
    discounts: [],
    sku: variant.sku,
    grams: 0,
    vendor: product.vendor,
    taxable: true,
    product_id: product.id,
    product_has_only_default_variant: isOnlyOne,
    gift_card: false,
    final_price: variant.priceCents,
    final_line_price: total,
    url: `/products/${product.handle}?variant=${variant.id}`,
    featured_image: picture && {
      aspect_ratio: aspectRatio(picture),
      alt: picture.alt,
      height: picture.height,
      url: address,
      width: picture.width,
    },
    image: address ?? null,
    handle: product.handle,
    requires_shipping: true,
    product_type: product.type,
    product_title: product.title,
    product_description: product.descriptionHtml,
    variant_title: isOnlyOne ? null : variant.title,
    variant_options: variant.options,
    options_with_values: product.options.map((option, index) => ({
      name: option.name,
      value: variant.options[index],
    })),
    line_level_discount_allocations: [],
    line_level_total_discount: 0,
  };
}

/** `/cart.js`, and with the pictures' objects beside it also Liquid's `cart`. */
export function cartJson({ shop, cartLines, cartToken, host }: Visit) {
  const items = cartLines.flatMap((line) => {
    const found = findVariant(shop.products, line.variantId);
    return found ? [lineJson(line, found, host)] : [];
  });
  const total = items.reduce((sum, item) => sum + item.final_line_price, 0);
  return {
    token: cartToken ?? "",
    note: "",
    attributes: {},
    original_total_price: total,
    total_price: total,
    total_discount: 0,
    total_weight: 0,
    item_count: items.reduce((sum, item) => sum + item.quantity, 0),
    items,
    requires_shipping: items.length > 0,
    currency: shop.currency,
    items_subtotal_price: total,
    cart_level_discount_applications: [],
    discount_codes: [],
  };
}
