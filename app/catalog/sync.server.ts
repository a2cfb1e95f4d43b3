/**
 * Keeps single products and collections in step, so that a shopper's request never waits for Shopify. Webhooks come late
 * and out of order: what Shopify says now is what counts, not what the webhook said.
 */
import { Prisma } from "@prisma/client";
import { z } from "zod";
import type { Database, Transaction } from "../db.server.ts";
import type { Ask } from "../shop/admin-api.server.ts";
import { keepProducts } from "./keep-products.server.ts";
import { oneProduct, productsOfCollection } from "./operations.ts";
import { numberOf, readWhole, wholeProductShape } from "./read-product.ts";
import { shardOf } from "./shards.ts";

const oneShape = z.object({ product: wholeProductShape.nullable() });
const collectionShape = z.object({
  collection: z
    .object({
      title: z.string(),
      products: z.object({
        nodes: z.array(z.object({ id: z.string() })),
        pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() }),
      }),
    })
    .nullable(),
});

/** Of 250 products each: what a larger one holds is left to the next reading of the whole catalogue. */
const mostPages = 20;

type Parts = { db: Database; ask: Ask; now: () => Date };

export function createSync({ db, ask, now }: Parts) {
  /** Undefined for one that is gone, or that holds more than is read here. */
  const membersOf = async (shop: string, id: string) => {
    const members = new Set<bigint>();
    for (let after: string | null = null, page = 1; ; page += 1) {
      const gid = `gid://shopify/Collection/${id}`;
      const answer: z.infer<typeof collectionShape> = await ask(shop, productsOfCollection, collectionShape, {
        id: gid,
        after,
      });
      if (!answer.collection) return undefined;
      const { title, products } = answer.collection;
      for (const product of products.nodes) members.add(numberOf(product.id));
      if (!products.pageInfo.hasNextPage) return { title, members: [...members] };
      if (page === mostPages) return { title };
      after = products.pageInfo.endCursor ?? null;
    }
  };

  /** Those in it and no others. Answers in which shards something has changed. */
  const setMembers = async (shop: string, id: string, members: bigint[], askedAt: Date) => {
    const isOther = Prisma.sql`product.shop_domain = ${shop} and product.collections_read_at <= ${askedAt}
      and (product.id = any(${members})) <> (${id}::bigint = any(product.collections))`;
    // In the order in which all take them: else two could wait for what the other one holds.
    const changed = await db.$queryRaw<{ id: bigint }[]>`
      with held as (select id from product where ${isOther} order by id for no key update)
      update product set collections_read_at = ${askedAt}, collections = case when product.id = any(${members})
        then array_append(collections, ${id}::bigint) else array_remove(collections, ${id}::bigint) end
      from held where product.id = held.id and ${isOther}
      returning product.id`;
    return [...new Set(changed.map((product) => shardOf(product.id)))];
  };

  /** Undefined, and nothing written, where the shop has left since Shopify was asked: it takes its catalogue along. */
  const whileInstalled = <Value>(shop: string, write: (transaction: Transaction) => Promise<Value>) =>
    db.$transaction(async (transaction) => {
      // Many share it. Whoever notes that the shop has left waits for it, and so deletes what is written here.
      const held = await transaction.$queryRaw<unknown[]>`
        select 1 from shop where domain = ${shop} and uninstalled_at is null for share`;
      return held.length > 0 ? write(transaction) : undefined;
    });

  /** Answers how many were added. */
  const askForOne = async (shop: string, id: string): Promise<number> => {
    const askedAt = now();
    const { product } = await ask(shop, oneProduct, oneShape, { id: `gid://shopify/Product/${id}` });
    if (product) {
      const read = readWhole(product);
      const added = await whileInstalled(shop, (rows) => keepProducts(rows, shop, [read], askedAt));
      return added ?? 0;
    }
    await db.catalogReading.updateMany({
      where: { shopDomain: shop, endedAt: null },
      data: { gone: { push: BigInt(id) } },
    });
    await db.product.deleteMany({ where: { shopDomain: shop, id: BigInt(id) } });
    return 0;
  };

  return {
    async one(shop: string, id: string): Promise<void> {
      // Whoever heard meanwhile that it is gone may have found nothing to delete. From now on there is something.
      while ((await askForOne(shop, id)) > 0);
    },

    /** Its name, and which products are in it. `isTooLarge`: only its name was taken. */
    async collection(shop: string, id: string): Promise<{ shards: number[]; isTooLarge: boolean }> {
      const askedAt = now();
      const found = await membersOf(shop, id);
      const key = { shopDomain: shop, id: BigInt(id) };
      if (found) {
        const { title } = found;
        const kept = await whileInstalled(shop, (rows) =>
          rows.collection.upsert({
            where: { shopDomain_id: key },
            create: { ...key, title, readAt: askedAt },
            update: { title, readAt: askedAt },
          }),
        );
        if (!kept) return { shards: [], isTooLarge: false };
        if (!found.members) return { shards: [], isTooLarge: true };
      } else await db.collection.deleteMany({ where: key });
      return { shards: await setMembers(shop, id, found?.members ?? [], askedAt), isTooLarge: false };
    },
  };
}
