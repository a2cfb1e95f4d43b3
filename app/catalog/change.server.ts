/** What a merchant says of products, over what the rule and Shopify say. The storefront is told within seconds. */
import { Prisma } from "@prisma/client";
import type { Database, Transaction } from "../db.server.ts";
import type { Enqueue } from "../jobs.server.ts";
import { productRuleShape, type ProductRule } from "../shop/settings.ts";
import type { ProductKind } from "./kind.ts";
import { chosenPictures, picturesOf, productPictures, readinessOf, readinessOfOne } from "./product.ts";
import { shardOf } from "./shards.ts";

/** Null takes back what was said before. */
export type Change = { switched?: boolean | null; chosenKind?: ProductKind | null };

/** What was said of these products before, so that a change can be taken back. */
export type Before = { ids: string[]; change: Change };

export type ChosenPicture =
  | { ok: true }
  | { ok: false; why: "product_gone" | "variant_gone" | "picture_gone" | "too_small" | "wrong_shape" };

const mostInStatement = 10_000;
/** For a merchant who changes 50,000 products at once. */
const patience = { timeout: 60_000, maxWait: 10_000 };

type SaidBefore = Required<Change> & { ids: bigint[] };

type Parts = { db: Database; enqueue: Enqueue };

export function createChange({ db, enqueue }: Parts) {
  const publish = async (transaction: Transaction, shop: string, shards: number[]): Promise<void> => {
    // A job of its own: one that waits already may begin, and look, before this transaction ends.
    if (shards.length > 0) await enqueue("catalog.publish", { shop, shards }, { transaction });
  };

  return {
    /** `onlyIf`: of what has another value by now, somebody else has decided. */
    async change(shop: string, ids: bigint[], change: Change, onlyIf: Change = {}): Promise<Before[]> {
      const sets = setsOf(change);
      if (sets.length === 0) return [];
      // As whoever reads the catalogue takes them: else each could wait for what the other one holds.
      const inOrder = ids.toSorted((one, other) => (one < other ? -1 : 1));
      return db.$transaction(async (transaction) => {
        const shards = new Set<number>();
        const before: Before[] = [];
        for (let at = 0; at < ids.length; at += mostInStatement) {
          const groups = await transaction.$queryRaw<SaidBefore[]>`
            with held as (
              select id, switched, chosen_kind from product
              where shop_domain = ${shop} and id = any(${inOrder.slice(at, at + mostInStatement)})
                and ${Prisma.join(isStill(onlyIf), " and ")}
              order by id for no key update),
            changed as (
              update product set ${Prisma.join(sets)} from held
              where product.shop_domain = ${shop} and product.id = held.id
              returning held.id, held.switched, held.chosen_kind)
            select switched, chosen_kind as "chosenKind", array_agg(id) as ids from changed group by 1, 2`;
          for (const { ids: held, ...said } of groups) {
            for (const id of held) shards.add(shardOf(id));
            before.push({ ids: held.map(String), change: asFarAs(change, said) });
          }
        }
        await publish(
          transaction,
          shop,
          [...shards].sort((one, other) => one - other),
        );
        return before;
      }, patience);
    },

    /** For the product, or for one of its variants; null for what Shopify shows. */
    async choosePicture(
      shop: string,
      id: bigint,
      variantId: string | undefined,
      address: string | null,
    ): Promise<ChosenPicture> {
      return db.$transaction(async (transaction): Promise<ChosenPicture> => {
        const [row] = await transaction.$queryRaw<{ pictures: unknown; chosen: unknown }[]>`
          select pictures, chosen_pictures as chosen from product
          where shop_domain = ${shop} and id = ${id} for update`;
        if (!row) return { ok: false, why: "product_gone" };
        const pictures = productPictures.parse(row.pictures);
        if (variantId !== undefined && !pictures.variants.some((variant) => variant.id === variantId))
          return { ok: false, why: "variant_gone" };
        if (address !== null) {
          const wanted = picturesOf(pictures).find((one) => one.address === address);
          const readiness = wanted ? readinessOfOne(wanted) : "no_picture";
          if (readiness === "no_picture") return { ok: false, why: "picture_gone" };
          if (readiness !== "ready") return { ok: false, why: readiness };
        }
        const { product, variants = {} } = chosenPictures.parse(row.chosen);
        const others = Object.fromEntries(Object.entries(variants).filter(([one]) => one !== variantId));
        const ofProduct = variantId === undefined ? (address ?? undefined) : product;
        const ofVariant = variantId === undefined || address === null ? {} : { [variantId]: address };
        const chosen = {
          ...(ofProduct === undefined ? {} : { product: ofProduct }),
          variants: { ...others, ...ofVariant },
        };
        await transaction.product.update({
          where: { shopDomain_id: { shopDomain: shop, id } },
          data: { chosenPictures: chosen, readiness: readinessOf(pictures, chosen) },
        });
        await publish(transaction, shop, [shardOf(id)]);
        return { ok: true };
      });
    },

    async saveRule(shop: string, rule: ProductRule): Promise<void> {
      // In one order, so that the same rule in another order is no other rule.
      const values = rule.by === "all" ? {} : { values: [...new Set(rule.values)].sort() };
      const productRule = productRuleShape.parse({ ...rule, ...values });
      await db.$transaction(async (transaction) => {
        // Nothing else of the settings is touched: they may be saved at the same moment.
        await transaction.$executeRaw`
          update shop set settings = settings || jsonb_build_object('productRule', ${JSON.stringify(productRule)}::jsonb)
          where domain = ${shop}`;
        await enqueue("shop.publish", { shop }, { transaction });
      });
    },
  };
}

/** Of what was said, only that which is changed: the rest may change meanwhile. */
function asFarAs({ switched, chosenKind }: Change, said: Required<Change>): Change {
  return {
    ...(switched === undefined ? {} : { switched: said.switched }),
    ...(chosenKind === undefined ? {} : { chosenKind: said.chosenKind }),
  };
}

function isStill({ switched, chosenKind }: Change): Prisma.Sql[] {
  return [
    Prisma.sql`true`,
    ...(switched === undefined ? [] : [Prisma.sql`switched is not distinct from ${switched}`]),
    ...(chosenKind === undefined ? [] : [Prisma.sql`chosen_kind is not distinct from ${chosenKind}`]),
  ];
}

function setsOf({ switched, chosenKind }: Change): Prisma.Sql[] {
  return [
    ...(switched === undefined ? [] : [Prisma.sql`switched = ${switched}`]),
    ...(chosenKind === undefined ? [] : [Prisma.sql`chosen_kind = ${chosenKind}`]),
  ];
}
