/** As many products as a test wants: copies of the demo shop's, each with ids of its own and Shopify's usual gaps. */
import type { Product } from "./catalog.ts";
import { products } from "./products.ts";

const gap = 32_768;

export function manyProducts(count: number, first = 9_000_000_000_000): Product[] {
  return Array.from({ length: count }, (_none, place): Product => {
    const [variant, ...others] = products[place % products.length]?.variants ?? [];
    const like = products[place % products.length] ?? products[0];
    if (!like || !variant) throw new Error("the demo shop has no products");
    const id = first + place * gap;
    const variants = [variant, ...others.slice(0, 1)];
    return {
      ...like,
      id,
      title: `${like.title} ${place + 1}`,
      handle: `${like.handle}-${place + 1}`,
      tags: [...like.tags, `lot-${place % 10}`],
      variants: variants.map((one, index) => ({ ...one, id: id + 1 + index })),
    };
  });
}
