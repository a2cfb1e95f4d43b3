/**
 * Which products have the button: decided here and nowhere else, by the database, so that a catalogue of 50,000 is
 * judged, filtered and counted in one statement. The storefront is told of it beforehand, and each start is judged by it
 * once more. Whatever else a merchant may choose products by belongs in `Rule` and `answerOf`, too.
 */
import { createHash } from "node:crypto";
import { Prisma } from "@prisma/client";
import { findModel } from "../providers/registry.ts";
import { choose, inUse, type ShopWithConnections } from "../shop/in-use.ts";
import { type ProductRule, readSettings } from "../shop/settings.ts";

export type { ProductRule };

/** What the answer depends on besides the product itself. */
export type Rule = {
  /** Whether the model in use has to be told what kind of garment it gets. */
  needsKind: boolean;
  /** Which products the merchant wants to have it. What is switched on or off by itself goes over this. */
  products: ProductRule;
};

/** Raised when the same products get another answer by the same rule: the storefront is then told anew. */
const revision = 2;

/** Stands for the rule beside what the storefront was told by it. */
export function versionOf({ needsKind, products }: Rule): string {
  const chosen = createHash("sha256").update(JSON.stringify(products)).digest("base64url").slice(0, 12);
  return `${revision}${needsKind ? "known" : "any"}${products.by === "all" ? "" : `-${chosen}`}`;
}

/** By the connection that makes the try-ons now, or, while none can, by the one that will. */
export function ruleOf({ connections, settings }: ShopWithConnections): Rule {
  const maker = choose(connections)?.connection ?? inUse(connections).first;
  return {
    needsKind: maker !== undefined && findModel(maker.provider, maker.model)?.needsKind === true,
    products: readSettings(settings).productRule,
  };
}

/** The kind that counts: what the merchant says, else what we propose. */
export const kindSql = Prisma.sql`coalesce(product.chosen_kind, product.kind)`;

/** Over the columns of `product`: the button's kind, or why there is none. See answers.ts. */
export function answerOf({ needsKind, products }: Rule): Prisma.Sql {
  return Prisma.sql`case
    when not product.active then 'not_active'
    when not product.switched then 'off'
    when product.switched is null and not ${chosenBy(products)} then 'off_by_rule'
    else ${wearableAs(needsKind)} end`;
}

/** The same without the button: its merchant may try on what no shopper sees yet. */
export function wearableAs(needsKind: boolean): Prisma.Sql {
  return Prisma.sql`case
    when ${kindSql} not in ('upper', 'lower', 'dress') then 'no_garment'
    when ${kindSql} is null and ${needsKind} then 'kind_unknown'
    when product.readiness <> 'ready' then product.readiness::text
    else coalesce(${kindSql}, 'any') end`;
}

/** Whether the rule alone takes a product, whatever stands against it otherwise. */
export function chosenBy(products: ProductRule): Prisma.Sql {
  switch (products.by) {
    case "all":
      return Prisma.sql`true`;
    case "collections":
      return Prisma.sql`(product.collections && ${products.values}::text[]::bigint[])`;
    case "types":
      return Prisma.sql`(product.product_type = any(${products.values}::text[]))`;
    case "tags":
      return Prisma.sql`(product.tags && ${products.values}::text[])`;
  }
}
