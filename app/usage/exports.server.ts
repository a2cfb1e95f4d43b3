/** What the usage pages show, whole, for a spreadsheet: every row of the days and filters that the page is set to. */
import type { Database } from "../db.server.ts";
import { clockIn, productRow, reportRows, type SheetRow, tryOnRow, withHint } from "./export-rows.ts";
import type { createProductUsage } from "./products.server.ts";
import type { Range } from "./range.ts";
import type { ListFilters } from "./read-list.ts";
import type { createReport } from "./report.server.ts";
import type { createTryOnList } from "./try-on-list.server.ts";

export const exported = [
  "totals",
  "series",
  "funnel",
  "products",
  "models",
  "connections",
  "failures",
  "try-ons",
] as const;
export type Exported = (typeof exported)[number];

type Parts = {
  db: Database;
  report: ReturnType<typeof createReport>;
  products: ReturnType<typeof createProductUsage>;
  tryOns: ReturnType<typeof createTryOnList>;
};

export function createExports({ db, report, products, tryOns }: Parts) {
  async function* tryOnRows(shop: string, range: Range, filters: ListFilters) {
    const [{ timeZone }, { connections }] = await Promise.all([
      db.shop.findUniqueOrThrow({ where: { domain: shop }, select: { timeZone: true } }),
      tryOns.choices(shop, range),
    ]);
    const names = new Map(connections.map((one) => [one.id, withHint(one.provider, one.keyHint)]));
    const clock = clockIn(timeZone);
    for await (const rows of tryOns.all(shop, range, filters))
      yield rows.map((row) => tryOnRow(row, clock, names));
  }

  /** Some rows at a time, as they come from the database. */
  return async function* (
    shop: string,
    table: Exported,
    range: Range,
    filters: ListFilters,
  ): AsyncGenerator<SheetRow[]> {
    const asked = { ...range, askedBy: filters.askedBy };
    if (table === "try-ons") yield* tryOnRows(shop, range, filters);
    else if (table === "products")
      for await (const rows of products.all(shop, asked)) yield rows.map(productRow);
    else yield reportRows[table](await report(shop, asked));
  };
}
