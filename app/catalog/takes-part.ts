/**
 * Which products have the button: decided here and nowhere else. The storefront is told of it beforehand, and each start
 * is judged by it once more. Whatever else a merchant may choose products by belongs in `Rule` and `takesPart`, too.
 */
import type { GarmentKind } from "../providers/provider.ts";
import { refuse, type Taken } from "../refusals.ts";
import { productPictures, usablePicture } from "./product.ts";

/** What the answer depends on besides the product itself. */
export type Rule = {
  /** Whether the model in use has to be told what kind of garment it gets. */
  needsKind: boolean;
};

/** `any`: nothing tells the kind, and the model in use looks for itself. */
export type ButtonKind = GarmentKind | "any";

/** As it lies in the database. */
export type JudgedProduct = { active: boolean; kind: string | null; pictures: unknown };

/** Raised when the same products get another answer by the same rule: the storefront is then told anew. */
const revision = 1;

/** Stands for the rule beside what the storefront was told by it. */
export function versionOf({ needsKind }: Rule): string {
  return `${revision}${needsKind ? "known" : "any"}`;
}

export function takesPart({ active, kind, pictures }: JudgedProduct, rule: Rule): Taken<ButtonKind> {
  if (!active) return refuse("product_not_found");
  const known = buttonKind(kind, rule);
  if (!known || !usablePicture(productPictures.parse(pictures))) return refuse("garment_not_ready");
  return { ok: true, value: known };
}

function buttonKind(kind: string | null, { needsKind }: Rule): ButtonKind | undefined {
  if (kind === "upper" || kind === "lower" || kind === "dress") return kind;
  return kind === null && !needsKind ? "any" : undefined;
}
