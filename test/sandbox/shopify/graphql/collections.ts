/**
 * A shop's collections: an automatic one for each product type, as many real shops have them, and those that the merchant
 * fills by hand.
 */
import type { Product } from "../../drawings/catalog.ts";
import type { Shop } from "../../world.ts";

export type Collection = { id: number; title: string; handle: string };

type Catalogue = Pick<Shop, "products" | "manualCollections">;

export function collectionsOf({ products, manualCollections = [] }: Catalogue): Collection[] {
  const types = [...new Set(products.map(({ type }) => type).filter(Boolean))];
  return [...types.map(collectionOfType), ...manualCollections];
}

export function collectionsOfProduct({ manualCollections = [] }: Catalogue, product: Product): Collection[] {
  const byHand = manualCollections.filter(({ productIds }) => productIds.includes(product.id));
  return [...(product.type ? [collectionOfType(product.type)] : []), ...byHand];
}

export function productsIn({ products, manualCollections = [] }: Catalogue, { id }: Collection): Product[] {
  const byHand = manualCollections.find((collection) => collection.id === id);
  return products.filter((product) =>
    byHand
      ? byHand.productIds.includes(product.id)
      : product.type !== "" && collectionOfType(product.type).id === id,
  );
}

const ofTypes = new Map<string, Collection>();

function collectionOfType(type: string): Collection {
  const known = ofTypes.get(type);
  if (known) return known;
  const handle = type
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  const made = { id: 480_000_000 + textNumber(handle), title: type, handle };
  ofTypes.set(type, made);
  return made;
}

/** The same number for the same text after every restart, so that a saved rule still names its collection. */
export function textNumber(text: string): number {
  let sum = 7;
  for (const letter of text) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9_999_991;
  return sum;
}
