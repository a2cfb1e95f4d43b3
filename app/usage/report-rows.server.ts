/** The facts of a report, grouped by the database: try-ons, events and opinions of a range and of the days before it. */
import type { Asker, ShopEvent } from "@prisma/client";
import type { Transaction } from "../db.server.ts";
import { type Counted, eventFacts, onlyOf, summed, tryOnFacts, underWay } from "./facts.ts";
import type { Range } from "./range.ts";
import type { Counts } from "./sums.ts";

export type Row = Counts & {
  inRange: boolean;
  /** Which point of the series, the last being 0; null in a row that says more. */
  point: number | null;
  connection: string;
  provider: string;
  model: string;
};

type Both = { range: Range; before: Range };

/**
 * Twice grouped: by all that tables tell apart, and by the points of the series. A year of rows is sooner read twice than
 * kept for the second time.
 */
export function countedRows(
  db: Transaction,
  counted: Counted,
  { range, before, askedBy, pointDays }: Both & { askedBy: Asker | undefined; pointDays: number },
): Promise<Row[]> {
  return db.$queryRaw<Row[]>`
    with placed as not materialized (
      select facts.*, day >= ${range.from} as in_range,
        case when outcome in ('done', ${underWay}) then outcome else 'failed' end as ending
      from (${tryOnFacts(counted, { from: before.from, to: range.to, askedBy })}) as facts
    )
    select in_range as "inRange", null::int as point, connection, provider, model, outcome, ${summed}
    from placed group by in_range, connection, provider, model, outcome, took_step
    union all
    select true, point, '', '', '', ending, ${summed}
    from placed, lateral (select (${range.to}::date - day::date) / ${pointDays}::int as point) as pointed
    where in_range group by point, ending, took_step`;
}

export function eventsIn(db: Transaction, counted: Counted, { range, before }: Both) {
  return db.$queryRaw<{ inRange: boolean; event: ShopEvent; count: number }[]>`
    select day >= ${range.from} as "inRange", event::text as event, sum(count)::int as count
    from (${eventFacts(counted, { from: before.from, to: range.to })}) as facts
    group by 1, 2`;
}

/** Straight from the try-ons: what a shopper thinks of a result may come days after it. */
export function opinionsIn(
  db: Transaction,
  shop: string,
  { range, before, askedBy }: Both & { askedBy: Asker | undefined },
) {
  return db.$queryRaw<{ inRange: boolean; liked: boolean; count: number }[]>`
    select day >= ${range.from} as "inRange", liked, count(*)::int as count from try_on
    where shop_domain = ${shop} and day between ${before.from} and ${range.to} and liked is not null
      ${onlyOf(askedBy)}
    group by 1, 2`;
}
