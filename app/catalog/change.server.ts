/** What a merchant says of products, over what the rule and Shopify say. The storefront is told within seconds. */
import { Prisma } from "@prisma/client";
import type { Database, Transaction } from "../db.server.ts";
import type { Enqueue } from "../jobs/enqueue.server.ts";
import { productRuleShape, type ProductRule } from "../shop/settings.ts";
import type { ProductKind } from "./kind.ts";
import { shardOf } from "./shards.ts";

/** Null takes back what was said before. */
export type ProductChange = { switched?: boolean | null; chosenKind?: ProductKind | null };

/** What was said of these products before, so that a change can be taken back. */
export type Before = { ids: string[]; change: ProductChange };

const mostInStatement = 10_000;
/** For a merchant who changes 50,000 products at once. */
const patience = { timeout: 60_000, maxWait: 10_000 };

type SaidBefore = Required<ProductChange> & { ids: bigint[] };

type Parts = { db: Database; enqueue: Enqueue };

export function createChange({ db, enqueue }: Parts) {
  return {
    /** `onlyIf`: of what has another value by now, somebody else has decided. */
    async change(
      shop: string,
      ids: bigint[],
      change: ProductChange,
      onlyIf: ProductChange = {},
    ): Promise<Before[]> {
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
        if (shards.size > 0)
          await publishLater(
            enqueue,
            transaction,
            shop,
            [...shards].sort((one, other) => one - other),
          );
        return before;
      }, patience);
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

/** By a job of its own: one that waits already may begin, and look, before this transaction ends. */
export async function publishLater(
  enqueue: Enqueue,
  transaction: Transaction,
  shop: string,
  shards: number[],
): Promise<void> {
  await enqueue("catalog.publish", { shop, shards }, { transaction });
}

/** Of what was said, only that which is changed: the rest may change meanwhile. */
function asFarAs({ switched, chosenKind }: ProductChange, said: Required<ProductChange>): ProductChange {
  return {
    ...(switched === undefined ? {} : { switched: said.switched }),
    ...(chosenKind === undefined ? {} : { chosenKind: said.chosenKind }),
  };
}

function isStill({ switched, chosenKind }: ProductChange): Prisma.Sql[] {
  return [
    Prisma.sql`true`,
    ...(switched === undefined ? [] : [Prisma.sql`switched is not distinct from ${switched}`]),
    ...(chosenKind === undefined ? [] : [Prisma.sql`chosen_kind is not distinct from ${chosenKind}`]),
  ];
}

function setsOf({ switched, chosenKind }: ProductChange): Prisma.Sql[] {
  return [
    ...(switched === undefined ? [] : [Prisma.sql`switched = ${switched}`]),
    ...(chosenKind === undefined ? [] : [Prisma.sql`chosen_kind = ${chosenKind}`]),
  ];
}
