/**
 * What the usage pages show, as rows for a spreadsheet. The columns have the same names in every language, numbers a
 * point and no thousands, money no sign, so that a sheet or a program that reads them goes on working.
 */
import type { Asker } from "@prisma/client";
import type { Database } from "../db.server.ts";
import { writeMoney } from "../money.ts";
import type { createProductUsage } from "./products.server.ts";
import type { Range } from "./range.ts";
import type { ListFilters } from "./read-list.ts";
import type { createReport, Report, Totals } from "./report.server.ts";
import type { Sums } from "./sums.ts";
import type { createTryOnList, ListedTryOn } from "./try-on-list.server.ts";

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

type Cell = string | number;
/** A row by the names of its columns; every row of a table has the same. */
export type SheetRow = Record<string, Cell>;

type Parts = {
  db: Database;
  report: ReturnType<typeof createReport>;
  products: ReturnType<typeof createProductUsage>;
  tryOns: ReturnType<typeof createTryOnList>;
};

const productsAtATime = 5_000;

export function createExports({ db, report, products, tryOns }: Parts) {
  async function* productRows(shop: string, asked: Range & { askedBy?: Asker | undefined }) {
    for (let from = 0, more = true; more; from += productsAtATime) {
      const { rows, hasMore } = await products(shop, asked, { from, size: productsAtATime });
      yield rows.map(({ id, title, tryOns: count, done, failed, spent }) => ({
        product_id: id,
        product: title,
        try_ons: count,
        done,
        failed,
        spent: amount(spent),
      }));
      more = hasMore;
    }
  }

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
    else if (table === "products") yield* productRows(shop, asked);
    else yield tableRows(table, await report(shop, asked));
  };
}

function tableRows(table: Exclude<Exported, "products" | "try-ons">, report: Report): SheetRow[] {
  switch (table) {
    case "totals":
      return [
        totalsRow("range", report.range, report.totals),
        totalsRow("before", report.before, report.totalsBefore),
      ];
    case "series":
      return report.series.map(({ from, to, sums }) => ({ from, to, ...sumsRow(sums) }));
    case "funnel":
      return report.funnel.map(({ event, count }) => ({ step: event, count }));
    case "models":
      return report.models.map(({ provider, label, sums }) => ({
        provider,
        model: label,
        ...sumsRow(sums),
      }));
    case "connections":
      return report.connections.map(({ id, provider, keyHint, sums }) => ({
        connection: withHint(provider, keyHint),
        removed: id === undefined ? "yes" : "no",
        ...sumsRow(sums),
      }));
    case "failures":
      return report.failures.map(({ code, count }) => ({ failure: code, count }));
  }
}

function totalsRow(of: string, { from, to }: Range, totals: Totals): SheetRow {
  const { added, liked, disliked, perAdded } = totals;
  const perCart = perAdded === undefined ? "" : amount(perAdded);
  return { of, from, to, ...sumsRow(totals), added, spent_per_added: perCart, liked, disliked };
}

function sumsRow({ tryOns, done, failed, underWay, success, medianMs, p95Ms, spent, reserved }: Sums) {
  return {
    try_ons: tryOns,
    done,
    failed,
    under_way: underWay,
    success: success === undefined ? "" : success.toFixed(4),
    about_median_seconds: seconds(medianMs),
    about_95_percent_seconds: seconds(p95Ms),
    spent: amount(spent),
    reserved: amount(reserved),
  };
}

function tryOnRow(row: ListedTryOn, clock: (at: string) => string, names: Map<string, string>): SheetRow {
  const opinion = row.liked === null ? "" : row.liked ? "yes" : "no";
  return {
    id: row.id,
    time: clock(row.at),
    day: row.day,
    product_id: row.productId,
    product: row.product,
    provider: row.provider,
    model: row.model,
    connection: names.get(row.connection ?? "") ?? "removed",
    stand_in: row.stoodIn ? "yes" : "no",
    asked_by: row.askedBy,
    state: row.state,
    failure: row.failure ?? "",
    seconds: seconds(row.ms ?? undefined),
    price: amount(row.price),
    charge: row.charge,
    liked: opinion,
  };
}

/** As spreadsheets read a date and a time, in the shop's time zone. */
function clockIn(timeZone: string): (at: string) => string {
  // The one locale that writes 2026-11-20 14:05:00.
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" });
  return (at) => format.format(new Date(at));
}

function amount(micros: string): string {
  return writeMoney(BigInt(micros));
}

function seconds(ms: number | undefined): string {
  return ms === undefined ? "" : (ms / 1_000).toFixed(1);
}

export function withHint(provider: string, keyHint: string): string {
  return keyHint ? `${provider} (${keyHint})` : provider;
}
