/** What can be chosen in a filter, the most frequent first: a large shop has more than a list can show. */
import { Prisma } from "@prisma/client";
import type { Database } from "../db.server.ts";
import type { Facet } from "./list-query.ts";
import { wordsIn } from "./product-filter.server.ts";

export type FacetValue = { value: string; label: string; count: number };

const mostValues = 50;

export function createFacetValues({ db }: { db: Database }) {
  return (shop: string, facet: Facet, search: string): Promise<FacetValue[]> => {
    const { from, value, label } = sources[facet];
    const words = wordsIn([label], search);
    const named = words.length > 0 ? Prisma.join(words, " and ") : Prisma.sql`true`;
    return db.$queryRaw<FacetValue[]>`
      select ${value} as value, ${label} as label, count(*)::int as count from ${from}
      where product.shop_domain = ${shop} and ${value} <> '' and ${named}
      group by 1, 2 order by count(*) desc, 2 limit ${mostValues}`;
  };
}

const sources: Record<Facet, { from: Prisma.Sql; value: Prisma.Sql; label: Prisma.Sql }> = {
  type: plain(Prisma.sql`product.product_type`),
  vendor: plain(Prisma.sql`product.vendor`),
  tag: { ...plain(Prisma.sql`tag`), from: Prisma.sql`product, unnest(product.tags) as tag` },
  collection: {
    from: Prisma.sql`product cross join unnest(product.collections) as named
      join collection on collection.id = named and collection.shop_domain = product.shop_domain`,
    value: Prisma.sql`collection.id::text`,
    label: Prisma.sql`collection.title`,
  },
};

function plain(column: Prisma.Sql) {
  return { from: Prisma.sql`product`, value: column, label: column };
}
