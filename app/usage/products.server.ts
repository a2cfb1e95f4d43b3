/** Which products were tried on most, straight from the try-ons. */
import { type Asker, Prisma } from "@prisma/client";
import type { Database } from "../db.server.ts";
import { onlyOf } from "./facts.ts";
import { lengthOf, type Range } from "./range.ts";

export type ProductUsage = {
  id: string;
  title: string;
  tryOns: number;
  done: number;
  failed: number;
  /** In millionths. */
  spent: string;
};

type Asked = Range & { askedBy?: Asker | undefined };
type Place = { from: number; size: number };
export type ProductUsagePage = Place & { rows: ProductUsage[]; hasMore: boolean };

type Part = { further: Prisma.Sql; order: Prisma.Sql; limit: Prisma.Sql };

/** So many are read by the day. */
const shortDays = 92;
const atATime = 5_000;
const mostTriedFirst = Prisma.sql`try_ons desc, product_id`;
const byNumber = Prisma.sql`product_id`;

export function createProductUsage(db: Database) {
  const read = (shop: string, asked: Asked, { further, order, limit }: Part) =>
    db.$transaction(async (transaction) => {
      // Left alone, the database takes every look into an index for a move of a disk's arm, and reads the whole table.
      await transaction.$executeRaw`set local random_page_cost = 1.1`;
      // Of a long range nearly every product has some. In the products' own order each is counted and left behind, at half
      // the time of keeping the counts of all at once, which the database would choose.
      if (lengthOf(asked) > shortDays)
        await transaction.$executeRaw`
          select set_config('enable_hashagg', 'off', true), set_config('max_parallel_workers_per_gather', '0', true)`;
      return transaction.$queryRaw<ProductUsage[]>`
        with counted as (
          select product_id, count(*)::int as try_ons, count(*) filter (where state = 'done')::int as done,
            count(*) filter (where state = 'failed')::int as failed,
            coalesce(sum(price_micros) filter (where charge = 'spent'), 0)::bigint as spent
          from try_on
          where shop_domain = ${shop} and day between ${asked.from} and ${asked.to} ${onlyOf(asked.askedBy)} ${further}
          group by product_id
          order by ${order}
          ${limit}
        )
        select product_id::text as id, try_ons as "tryOns", done, failed, spent::text as spent,
          coalesce(product.title, (
            select product_title from try_on where shop_domain = ${shop} and try_on.product_id = counted.product_id
            order by day desc, created_at desc limit 1)) as title
        from counted
          left join product on product.shop_domain = ${shop} and product.id = counted.product_id
        order by ${order}`;
    });

  return {
    /** The most tried first. One more than the page holds says that there is a next one. */
    async page(shop: string, asked: Asked, { from, size }: Place): Promise<ProductUsagePage> {
      const limit = Prisma.sql`offset ${from}::int limit ${size + 1}::int`;
      const rows = await read(shop, asked, { further: Prisma.empty, order: mostTriedFirst, limit });
      return { rows: rows.slice(0, size), hasMore: rows.length > size, from, size };
    },

    /** Some at a time, each once: in an order that does not change while shoppers go on. */
    async *all(shop: string, asked: Asked): AsyncGenerator<ProductUsage[]> {
      const limit = Prisma.sql`limit ${atATime}::int`;
      for (let last: ProductUsage | undefined; ;) {
        const further = last ? Prisma.sql`and product_id > ${BigInt(last.id)}` : Prisma.empty;
        const rows = await read(shop, asked, { further, order: byNumber, limit });
        yield rows;
        last = rows.at(-1);
        if (!last || rows.length < atATime) return;
      }
    },
  };
}
