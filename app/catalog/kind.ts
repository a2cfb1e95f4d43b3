/**
 * What kind of garment a product is, by Shopify's category, the merchant's type, and the title, in this order of trust.
 * A proposal: null where nothing tells.
 */
import type { GarmentKind } from "../providers/provider.ts";

export type ProductKind = GarmentKind | "none";

type Words = { category: string; type: string; title: string };

/** The first that fits counts: a "shirt dress" is a dress, a "denim skirt" no shirt. */
const signs: [ProductKind, RegExp][] = [
  [
    "none",
    /\b(bags?|totes?|belts?|shoes?|boots?|sneakers?|hats?|caps?|scar(f|ves)|jewelry|jewellery|socks?|gloves?|wallets?|sunglasses|watches)\b/i,
  ],
  ["dress", /\b(dress(es)?|sundress(es)?|jumpsuits?|rompers?|overalls|gowns?|one-pieces?)\b/i],
  ["lower", /\b(trousers|pants|sweatpants|jeans|shorts|skirts?|leggings|chinos|joggers|culottes)\b/i],
  [
    "upper",
    /\b(shirts?|t-shirts?|tees?|tops?|blouses?|sweaters?|jumpers?|pullovers?|knit(wear|s)?|cardigans?|hoodies?|sweatshirts?|jackets?|coats?|outerwear|blazers?|vests?|tanks?|polos?)\b/i,
  ],
];

/** Words that name a garment and mean another: a dress shirt is no dress, a boot-cut no boot. */
const misleading =
  /\bdress(?=[ -](shirts?|pants|trousers|socks|shoes)\b)|\b(boot|cap)[ -]?(cut|sleeves?d?)\b|\bwith\b.*$/gi;

export function proposeKind({ category, type, title }: Words): ProductKind | null {
  // Of "Apparel & Accessories > Clothing > Dresses" the last part says what it is; the first names everything.
  const [leaf = ""] = category.split(">").slice(-1);
  for (const text of [leaf, type, title].map((words) => words.replaceAll(misleading, "")))
    for (const [kind, sign] of signs) if (sign.test(text)) return kind;
  return null;
}
