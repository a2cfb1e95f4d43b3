/** The list of products as a merchant looks through it: judged, filtered, sorted and counted by the database. */
import { Prisma, type Readiness } from "@prisma/client";
import type { Database } from "../db.server.ts";
import type { Answer } from "./answers.ts";
import { collectionTitles } from "./collection-titles.server.ts";
import type { ProductKind } from "./kind.ts";
import { isNarrowed, type ListQuery, type Sorting } from "./list-query.ts";
import { filterOf, isOn, orderOf } from "./product-filter.server.ts";
import { readRule } from "./read-rule.server.ts";
import { answerOf, type Rule } from "./takes-part.ts";
import { thumbnail, thumbnailSql } from "./thumbnail.server.ts";

export const perPage = 50;

export type ListedProduct = {
  id: string;
  title: string;
  type: string;
  vendor: string;
  thumbnail: string | null;
  kind: ProductKind | null;
  /** Whether the merchant said it, or we propose it. */
  kindIsChosen: boolean;
  answer: Answer;
  readiness: Readiness;
  switched: boolean | null;
  changedAt: string;
};

export type ProductList = {
  products: ListedProduct[];
  page: number;
  pages: number;
  /** The place of the first that is shown, from 1. */
  from: number;
  matching: number;
  total: number;
  on: number;
  /** Of the collections that are filtered by: their titles by their numbers. */
  collections: Record<string, string>;
};

type Row = Omit<ListedProduct, "changedAt"> & { changedAt: Date };
type Counts = { total: number; on: number };
type Found = { matching: number; ids: string[] };

const materialized = Prisma.sql`materialized`;

export function createProductList({ db }: { db: Database }) {
  const count = async (shop: string, rule: Rule): Promise<Counts> => {
    const [counts] = await db.$queryRaw<Counts[]>`
      select count(*)::int as total, count(*) filter (where ${isOn(rule)})::int as "on"
      from product where product.shop_domain = ${shop}`;
    return counts ?? { total: 0, on: 0 };
  };

  /** Gone through once for both, the count and the page: to look for words is what takes longest. */
  const find = async (shop: string, query: ListQuery, rule: Rule): Promise<Found> => {
    const [found] = await db.$queryRaw<Found[]>`
      with matching as ${isNarrowed(query) ? materialized : Prisma.empty} (
        select product.id, product.title, product.product_type, product.vendor, product.changed_at
        from product where product.shop_domain = ${shop} and ${filterOf(query, rule)})
      select (select count(*)::int from matching) as matching, array(
        select product.id::text from matching as product
        order by ${orderOf(query.sort)} limit ${perPage} offset ${(query.page - 1) * perPage}) as ids`;
    return found ?? { matching: 0, ids: [] };
  };

  /** Only of those that are shown: pictures are the heaviest part of a row. */
  const readRows = (shop: string, ids: string[], sort: Sorting, rule: Rule) =>
    db.$queryRaw<Row[]>`
      select product.id::text, product.title, product.product_type as type, product.vendor,
        ${thumbnailSql} as thumbnail, coalesce(product.chosen_kind, product.kind) as kind,
        product.chosen_kind is not null as "kindIsChosen", ${answerOf(rule)} as answer, product.switched,
        product.readiness::text as readiness, product.changed_at as "changedAt"
      from product where product.shop_domain = ${shop} and product.id = any(${ids}::text[]::bigint[])
      order by ${orderOf(sort)}`;

  return {
    async list(shop: string, query: ListQuery): Promise<ProductList> {
      const rule = await readRule(db, shop);
      const [counts, first, collections] = await Promise.all([
        count(shop, rule),
        find(shop, query, rule),
        collectionTitles(db, shop, query.collection),
      ]);
      const { matching } = first;
      const pages = Math.max(1, Math.ceil(matching / perPage));
      const page = Math.min(query.page, pages);
      // An address may name a page that is not there any more, or never was.
      const { ids } = page === query.page ? first : await find(shop, { ...query, page }, rule);
      const rows = await readRows(shop, ids, query.sort, rule);
      const products = rows.map((row) => ({
        ...row,
        thumbnail: thumbnail(row.thumbnail),
        changedAt: row.changedAt.toISOString(),
      }));
      return { products, page, pages, from: (page - 1) * perPage + 1, matching, ...counts, collections };
    },

    /** Of all pages. */
    async matching(shop: string, query: ListQuery): Promise<bigint[]> {
      const rule = await readRule(db, shop);
      const rows = await db.$queryRaw<{ id: bigint }[]>`
        select product.id from product where product.shop_domain = ${shop} and ${filterOf(query, rule)}`;
      return rows.map(({ id }) => id);
    },

    /** How many of these have no button. */
    async without(shop: string, ids: bigint[]): Promise<number> {
      const [row] = await db.$queryRaw<{ held: number }[]>`
        select count(*)::int as held from product
        where product.shop_domain = ${shop} and product.id = any(${ids}) and not ${isOn(await readRule(db, shop))}`;
      return row?.held ?? 0;
    },
  };
}
