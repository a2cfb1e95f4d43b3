/**
 * What the usage pages show, as rows for a spreadsheet. The columns have the same names in every language, numbers a
 * point and no thousands, money no sign, so that a sheet or a program that reads them goes on working.
 */
import { writeMoney } from "../money.ts";
import type { ProductUsage } from "./products.server.ts";
import type { Range } from "./range.ts";
import type { Report, Totals } from "./report.server.ts";
import type { Sums } from "./sums.ts";
import type { ListedTryOn } from "./try-on-list.server.ts";

type Cell = string | number;
/** A row by the names of its columns; every row of a table has the same. */
export type SheetRow = Record<string, Cell>;

/** The tables that a report holds whole. */
export const reportRows = {
  totals: (report) => [
    totalsRow("range", report.range, report.totals),
    totalsRow("before", report.before, report.totalsBefore),
  ],
  series: ({ series }) => series.map(({ from, to, sums }) => ({ from, to, ...sumsRow(sums) })),
  funnel: ({ funnel }) => funnel.map(({ event, count }) => ({ step: event, count })),
  models: ({ models }) =>
    models.map(({ provider, label, sums }) => ({ provider, model: label, ...sumsRow(sums) })),
  connections: ({ connections }) =>
    connections.map(({ id, provider, keyHint, sums }) => ({
      connection: withHint(provider, keyHint),
      removed: id === undefined ? "yes" : "no",
      ...sumsRow(sums),
    })),
  failures: ({ failures }) => failures.map(({ code, count }) => ({ failure: code, count })),
} satisfies Record<string, (report: Report) => SheetRow[]>;

export function productRow({ id, title, tryOns, done, failed, spent }: ProductUsage): SheetRow {
  return { product_id: id, product: title, try_ons: tryOns, done, failed, spent: amount(spent) };
}

export function tryOnRow(
  row: ListedTryOn,
  clock: (at: string) => string,
  names: Map<string, string>,
): SheetRow {
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

/** As spreadsheets read a date and a time, in the shop's time zone. */
export function clockIn(timeZone: string): (at: string) => string {
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
