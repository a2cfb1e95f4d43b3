/** From what a merchant looks for to SQL over `product`, of one shop alone. */
import { Prisma } from "@prisma/client";
import { buttonKinds } from "./answers.ts";
import { type Facet, facets, type ListQuery, type Sorting } from "./list-query.ts";
import { answerOf, kindSql, type Rule } from "./takes-part.ts";

/** Titles as people sort and write them: the database's own order puts every capital before every small letter. */
const unicode = Prisma.sql`collate "und-x-icu"`;
/** For words without further letters, at a third of the time. */
const ascii = Prisma.sql`collate "C"`;

export const byTitle = Prisma.sql`product.title ${unicode}`;

const sortColumns = {
  title: byTitle,
  changed: Prisma.sql`product.changed_at`,
  type: Prisma.sql`product.product_type ${unicode}`,
  vendor: Prisma.sql`product.vendor ${unicode}`,
};

/** Those that are the same come in the order of their titles, then of their numbers: no page ever repeats one. */
export function orderOf(sort: Sorting): Prisma.Sql {
  const [column, direction] = sort.split(" ");
  const way = direction === "desc" ? Prisma.sql`desc` : Prisma.sql`asc`;
  switch (column) {
    case "changed":
    case "type":
    case "vendor":
      return Prisma.sql`${sortColumns[column]} ${way}, ${byTitle} asc, product.id asc`;
    default:
      return Prisma.sql`${byTitle} ${way}, product.id ${way}`;
  }
}

export function isOn(rule: Rule): Prisma.Sql {
  return Prisma.sql`(${answerOf(rule)} = any(${[...buttonKinds]}::text[]))`;
}

/** More tell nothing more of a product, and each of them is looked for in every one of 50,000. */
const mostWords = 8;

/** Each word has to stand somewhere, in whatever order. */
export function wordsIn(columns: Prisma.Sql[], search: string): Prisma.Sql[] {
  const words = new Set(search.split(/\s+/).filter((word) => word !== ""));
  return [...words].slice(0, mostWords).map((word) => {
    const collation = /^[\x20-\x7e]*$/.test(word) ? ascii : unicode;
    // What means something to ILIKE is meant as it is written.
    const pattern = `%${word.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
    const found = columns.map((column) => Prisma.sql`${column} ${collation} ilike ${pattern}`);
    return Prisma.sql`(${Prisma.join(found, " or ")})`;
  });
}

const facetConditions: Record<Facet, (values: string[]) => Prisma.Sql> = {
  type: (values) => Prisma.sql`product.product_type = any(${values}::text[])`,
  vendor: (values) => Prisma.sql`product.vendor = any(${values}::text[])`,
  collection: (values) => Prisma.sql`product.collections && ${values}::text[]::bigint[]`,
  tag: (values) => Prisma.sql`product.tags && ${values}::text[]`,
};

/** Within a filter any of its values will do; of the filters, all have to hold. */
export function filterOf(query: ListQuery, rule: Rule): Prisma.Sql {
  const { search, button, by, why, kind, picture } = query;
  const conditions = wordsIn(
    [Prisma.sql`product.title`, Prisma.sql`product.vendor`, Prisma.sql`product.product_type`],
    search,
  );
  if (button === "on") conditions.push(isOn(rule));
  if (button === "off") conditions.push(Prisma.sql`not ${isOn(rule)}`);
  if (by)
    conditions.push(
      by === "rule" ? Prisma.sql`product.switched is null` : Prisma.sql`product.switched is not null`,
    );
  if (why.length > 0) conditions.push(Prisma.sql`${answerOf(rule)} = any(${why}::text[])`);
  if (kind.length > 0) conditions.push(Prisma.sql`coalesce(${kindSql}, 'unknown') = any(${kind}::text[])`);
  if (picture.length > 0) conditions.push(Prisma.sql`product.readiness::text = any(${picture}::text[])`);
  for (const facet of facets)
    if (query[facet].length > 0) conditions.push(facetConditions[facet](query[facet]));
  return conditions.length > 0 ? Prisma.join(conditions, " and ") : Prisma.sql`true`;
}
