/**
 * What is counted, as SQL. A day that is over lies counted in usage_day and event_day; a day after
 * `shop.counted_through` is counted from the try-ons and events themselves, by the same grouping. Both together answer as
 * if all had been counted anew.
 */
import { type Asker, Prisma } from "@prisma/client";
import { dayAfter } from "../calendar.ts";
import type { Range } from "./range.ts";
import { stepBounds } from "./took.ts";

/** Of a try-on that has not ended; an outcome is else `done` or a failure's code. */
export const underWay = "under_way";

export type Counted = { shop: string; countedThrough: string | null };
export type Wanted = Range & { askedBy?: Asker | undefined };

/** One that nobody looked at for a month took longer than an integer holds. */
export const tookMs = Prisma.sql`
  floor(least(greatest(extract(epoch from ended_at - created_at) * 1000, 0), 2147483647))::int`;

export const unended = Prisma.sql`state in ('queued', 'submitting', 'running')`;

/** The try-ons of these days, grouped as usage_day is. */
export function countTryOns(shop: string, { from, to, askedBy }: Wanted): Prisma.Sql {
  return Prisma.sql`
    select day, asked_by, coalesce(connection_id::text, '') as connection, provider, model,
      case when ${unended} then ${underWay} else coalesce(failure_code, 'done') end as outcome,
      case when state = 'done' then width_bucket(${tookMs}, ${stepBounds}::int[]) else 0 end as took_step,
      count(*)::int as count,
      coalesce(sum(price_micros) filter (where charge = 'spent'), 0)::bigint as spent_micros,
      coalesce(sum(price_micros) filter (where charge = 'reserved'), 0)::bigint as reserved_micros
    from try_on
    where shop_domain = ${shop} and day between ${from} and ${to} ${onlyOf(askedBy)}
    group by 1, 2, 3, 4, 5, 6, 7`;
}

/** The same of days that may be over or not. */
export function tryOnFacts({ shop, countedThrough }: Counted, wanted: Wanted): Prisma.Sql {
  const { closed, open } = divide(countedThrough, wanted);
  return Prisma.sql`
    select day, asked_by, connection, provider, model, outcome, took_step, count, spent_micros,
      0::bigint as reserved_micros
    from usage_day
    where shop_domain = ${shop} and day between ${closed.from} and ${closed.to} ${onlyOf(wanted.askedBy)}
    union all (${countTryOns(shop, { ...wanted, ...open })})`;
}

/** Facts grouped further, as sums.ts takes them: still by the steps of the time that they took. */
export const summed = Prisma.sql`took_step::int as "tookStep", sum(count)::int as count,
  sum(spent_micros)::bigint as "spentMicros", sum(reserved_micros)::bigint as "reservedMicros"`;

/** The events of these days, of all products together. */
export function countEvents(shop: string, { from, to }: Range): Prisma.Sql {
  return Prisma.sql`
    select day, event, sum(count)::int as count
    from event_count where shop_domain = ${shop} and day between ${from} and ${to}
    group by day, event`;
}

export function eventFacts({ shop, countedThrough }: Counted, range: Range): Prisma.Sql {
  const { closed, open } = divide(countedThrough, range);
  return Prisma.sql`
    select day, event, count from event_day
    where shop_domain = ${shop} and day between ${closed.from} and ${closed.to}
    union all (${countEvents(shop, open)})`;
}

export function onlyOf(askedBy: Asker | undefined): Prisma.Sql {
  return askedBy ? Prisma.sql`and asked_by = ${askedBy}::asker` : Prisma.empty;
}

/** One of the two may be empty: it then ends before it begins. */
function divide(countedThrough: string | null, { from, to }: Range): { closed: Range; open: Range } {
  const last = countedThrough ?? "";
  return {
    closed: { from, to: last < to ? last : to },
    open: { from: last >= from ? dayAfter(last) : from, to },
  };
}
