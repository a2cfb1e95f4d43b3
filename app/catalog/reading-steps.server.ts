/**
 * The steps of a reading of the whole catalogue. Each says bit by bit what is to be written, and from where it would go
 * on: whoever is killed between two bits loses no more than the second one.
 */
import type { CatalogReading } from "@prisma/client";
import { z } from "zod";
import type { Transaction } from "../db.server.ts";
import { keptJson } from "../kept-text.ts";
import type { ReadLines } from "../providers/read-lines.server.ts";
import type { Ask } from "../shop/admin-api.server.ts";
import { productsIn, UnreadableLine } from "./bulk-lines.ts";
import { findOrRunBulk, isBulkOver, stateOf } from "./bulk.server.ts";
import { keepProducts } from "./keep-products.server.ts";
import { collectionPage, howMany, productPage } from "./operations.ts";
import { ReadingTrouble } from "./reading-trouble.ts";
import { numberOf, readWhole, type ReadProduct, wholeProductShape } from "./read-product.ts";

const pageInfo = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() });
const countShape = z.object({ productsCount: z.object({ count: z.number() }).nullable() });
const productsShape = z.object({ products: z.object({ nodes: z.array(wholeProductShape), pageInfo }) });
const collectionsShape = z.object({
  collections: z.object({ nodes: z.array(z.object({ id: z.string(), title: z.string() })), pageInfo }),
});

/** Page by page a larger catalogue would take many minutes, and other work of the shop would wait for it. */
export const mostByPages = 1_000;
/** Of Shopify's file at once. */
export const batchSize = 250;

export type Place = Partial<Pick<CatalogReading, "step" | "cursor" | "operationId" | "total" | "read">>;
export type Bit = {
  next: Place;
  write?: (transaction: Transaction) => Promise<unknown>;
  /** There is nothing to do before. */
  afterSeconds?: number;
  isEnd?: true;
};

type Parts = { ask: Ask; readLines: ReadLines; now: () => Date };
type Step = (reading: CatalogReading) => AsyncGenerator<Bit>;

export function createSteps({ ask, readLines, now }: Parts): Record<string, Step> {
  return {
    async *count({ shopDomain: shop }) {
      const { productsCount } = await ask(shop, howMany, countShape);
      yield { next: { step: "collections", cursor: null, total: productsCount?.count ?? null } };
    },

    async *collections({ shopDomain: shop, cursor, total, startedAt }) {
      for (let after = cursor; ;) {
        const { collections } = await ask(shop, collectionPage, collectionsShape, { after });
        const found = collections.nodes.map(({ id, title }) => ({ id: String(numberOf(id)), title }));
        const { hasNextPage, endCursor } = collections.pageInfo;
        after = endCursor ?? null;
        const products = (total ?? 0) > mostByPages ? "bulk" : "products";
        yield {
          next: hasNextPage ? { cursor: after } : { step: products, cursor: null },
          write: (transaction) => transaction.$executeRaw`
            insert into collection (shop_domain, id, title, read_at)
            select ${shop}, id, title, ${startedAt}
            from jsonb_to_recordset(${keptJson(found)}::jsonb) as made(id bigint, title text) order by id
            on conflict (shop_domain, id) do update set title = excluded.title, read_at = excluded.read_at
            where collection.read_at <= excluded.read_at`,
        };
        if (!hasNextPage) return;
      }
    },

    async *products({ shopDomain: shop, cursor, read }) {
      for (let after = cursor, sum = read; ;) {
        const askedAt = now();
        const { products } = await ask(shop, productPage, productsShape, { after });
        const { hasNextPage, endCursor } = products.pageInfo;
        after = endCursor ?? null;
        sum += products.nodes.length;
        yield {
          next: { read: sum, ...(hasNextPage ? { cursor: after } : { step: "rest", cursor: null }) },
          write: (transaction) => keepProducts(transaction, shop, products.nodes.map(readWhole), askedAt),
        };
        if (!hasNextPage) return;
      }
    },

    /** Shopify writes all products into a file: a webhook says when it is done, and so does a look now and then. */
    async *bulk({ shopDomain: shop, operationId, startedAt }) {
      if (operationId === null) {
        const found = await findOrRunBulk(ask, shop, startedAt);
        yield found.ok
          ? { next: { operationId: found.id }, afterSeconds: 5 }
          : { next: {}, afterSeconds: 60 };
        return;
      }
      const state = await stateOf(ask, shop, operationId);
      if (isBulkOver(state)) {
        if (state.status === "COMPLETED") yield { next: { step: "file", cursor: "0" } };
        else throw new ReadingTrouble(state.status === "EXPIRED" ? "expired" : "failed");
      } else {
        const seconds = (now().getTime() - startedAt.getTime()) / 1_000;
        // Sooner at the beginning: a catalogue of some thousands takes seconds.
        yield { next: {}, afterSeconds: Math.round(Math.min(60, Math.max(5, seconds / 10))) };
      }
    },

    async *file({ shopDomain: shop, operationId, cursor, read, startedAt }) {
      // Its address is signed: it is asked for anew, and kept nowhere.
      const state = await stateOf(ask, shop, operationId ?? "");
      let [sum, end] = [read, Number(cursor)];
      const bitOf = (batch: ReadProduct[]): Bit => ({
        next: { read: sum, cursor: String(end) },
        write: (transaction) => keepProducts(transaction, shop, batch, startedAt),
      });
      let batch: ReadProduct[] = [];
      try {
        for await (const found of state.url ? productsIn(readLines(state.url, end)) : []) {
          batch.push(found.product);
          sum += 1;
          end = found.end;
          if (batch.length < batchSize) continue;
          yield bitOf(batch);
          batch = [];
        }
      } catch (error) {
        throw error instanceof UnreadableLine ? new ReadingTrouble("unreadable") : error;
      }
      if (batch.length > 0) yield bitOf(batch);
      // A file that was cut off would make the rest look as if it was gone from the shop.
      if (sum !== Number(state.rootObjectCount)) throw new ReadingTrouble("incomplete");
      yield { next: { step: "rest", cursor: null } };
    },

    /** What Shopify named nowhere is gone, but for what came here since it was asked. */
    async *rest({ shopDomain, startedAt }) {
      const gone = { where: { shopDomain, readAt: { lt: startedAt } } };
      yield {
        next: {},
        isEnd: true,
        write: async (transaction) => {
          await transaction.product.deleteMany(gone);
          // Shopify's file may be older than the word that a product is gone.
          await transaction.$executeRaw`
            delete from product using catalog_reading reading
            where product.shop_domain = ${shopDomain} and reading.shop_domain = ${shopDomain}
              and product.id = any(reading.gone)`;
          await transaction.collection.deleteMany(gone);
        },
      };
    },
  };
}
