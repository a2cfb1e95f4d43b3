/** The sandbox's shops keep an automatic collection for each product type, as many real shops do. */
import type { Product } from "../../drawings/catalog.ts";

export type Collection = { id: number; title: string; handle: string };

export function collectionsOf(products: Product[]): Collection[] {
  const types = [...new Set(products.map(({ type }) => type).filter(Boolean))];
  return types.map(collectionOfType);
}

export function collectionsOfProduct(product: Product): Collection[] {
  return product.type ? [collectionOfType(product.type)] : [];
}

export function productsIn(collection: Collection, products: Product[]): Product[] {
  return products.filter(({ type }) => type && collectionOfType(type).id === collection.id);
}

function collectionOfType(type: string): Collection {
  const handle = type
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  return { id: 480_000_000 + textNumber(handle), title: type, handle };
}

/** The same number for the same text after every restart, so that a saved rule still names its collection. */
export function textNumber(text: string): number {
  let sum = 7;
  for (const letter of text) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9_999_991;
  return sum;
}
