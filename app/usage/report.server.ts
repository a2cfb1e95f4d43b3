/**
 * What was used in a range of days, what it cost and what it brought, beside the days before it. All of a report is of one
 * moment of the database, so that its figures agree with each other to the unit.
 */
import { type Asker, Prisma, type ShopEvent } from "@prisma/client";
import { dayAfter, dayIn } from "../calendar.ts";
import type { Database, Transaction } from "../db.server.ts";
import { modelName, providerName } from "../providers/registry.ts";
import { forecastOf, type MonthForecast, type MonthSpend } from "./month-forecast.ts";
import { countedRows, eventsIn, opinionsIn, type Row } from "./report-rows.server.ts";
import { lengthOf, type Range, rangeBefore } from "./range.ts";
import type { Said } from "../words/said.ts";
import { type FailureCount, failuresOf, groupSums, type Sums, sumsOf } from "./sums.ts";

export type Asked = Range & { askedBy?: Asker | undefined };

/** What the tiles say. */
export type Totals = Sums & {
  liked: number;
  disliked: number;
  added: number;
  /** The money spent, divided by how often something was added to a cart afterwards. */
  perAdded?: string;
};

export type Report = {
  range: Range;
  before: Range;
  /** Whether the days before had any chance of try-ons: all of them, some, or none. */
  beforeHas: "all" | "some" | "none";
  totals: Totals;
  totalsBefore: Totals;
  /** A day each, or seven each, of which the first may have fewer. */
  series: (Range & { sums: Sums })[];
  funnel: { event: ShopEvent; count: number }[];
  models: { id: string; provider: string; label: string; sums: Sums }[];
  /** A removed connection has no id any more: all of one provider's are one. */
  connections: { id?: string; provider: string; label: Said; keyHint: string; sums: Sums }[];
  failures: FailureCount[];
  month: MonthForecast;
};

/** Longer ranges are shown by weeks: more points than these nobody can tell apart. */
const mostDaysShown = 92;

const way = ["seen", "opened", "photo", "consent", "started", "done", "added"] satisfies ShopEvent[];

type Parts = {
  db: Database;
  readMonthOf: (db: Transaction, shop: string, at: Date) => Promise<MonthSpend>;
  now: () => Date;
};

export function createReport({ db, readMonthOf, now }: Parts) {
  return (shop: string, asked: Asked): Promise<Report> =>
    db.$transaction((snapshot) => report(snapshot, shop, asked, { readMonthOf, at: now() }), {
      isolationLevel: Prisma.TransactionIsolationLevel.RepeatableRead,
    });
}

async function report(
  db: Transaction,
  domain: string,
  asked: Asked,
  { readMonthOf, at }: Pick<Parts, "readMonthOf"> & { at: Date },
): Promise<Report> {
  // A year's counts would else be sorted on disk.
  await db.$executeRaw`set local work_mem = '32MB'`;
  const { askedBy, from, to } = asked;
  const range = { from, to };
  const before = rangeBefore(range);
  const shop = await db.shop.findUniqueOrThrow({
    where: { domain },
    select: { timeZone: true, countedThrough: true },
  });
  const counted = { shop: domain, countedThrough: shop.countedThrough };
  const pointDays = lengthOf(range) > mostDaysShown ? 7 : 1;
  const rows = await countedRows(db, counted, { range, before, askedBy, pointDays });
  const { series: seriesRows = [], detail = [] } = Object.groupBy(rows, ({ point }) =>
    point === null ? "detail" : "series",
  );
  const points = Map.groupBy(seriesRows, ({ point }) => point);
  const { now: inRange = [], before: earlier = [] } = Object.groupBy(detail, (row) =>
    row.inRange ? "now" : "before",
  );
  const events = await eventsIn(db, counted, { range, before });
  const opinions = await opinionsIn(db, domain, { range, before, askedBy });
  const totalsOf = (counts: Row[], isNow: boolean): Totals => {
    const sums = sumsOf(counts);
    const added = events.find((one) => one.inRange === isNow && one.event === "added")?.count ?? 0;
    const said = (liked: boolean) =>
      opinions.find((one) => one.inRange === isNow && one.liked === liked)?.count ?? 0;
    return {
      ...sums,
      liked: said(true),
      disliked: said(false),
      added,
      ...(added > 0 ? { perAdded: String(BigInt(sums.spent) / BigInt(added)) } : {}),
    };
  };
  const [first] = await db.$queryRaw<{ day: string | null }[]>`
    select min(day) as day from try_on where shop_domain = ${domain}`;
  const connections = await db.connection.findMany({
    where: { shopDomain: domain },
    select: { id: true, provider: true, keyHint: true },
  });
  const known = new Map(connections.map((connection) => [connection.id, connection]));
  return {
    range,
    before,
    beforeHas: hadAny(first?.day ?? undefined, before),
    totals: totalsOf(inRange, true),
    totalsBefore: totalsOf(earlier, false),
    series: Array.from({ length: Math.ceil(lengthOf(range) / pointDays) }, (_none, point) => {
      const ends = dayAfter(to, -point * pointDays);
      const begins = dayAfter(ends, 1 - pointDays);
      return { from: begins > from ? begins : from, to: ends, sums: sumsOf(points.get(point) ?? []) };
    }).toReversed(),
    funnel: way.map((event) => ({
      event,
      count: events.find((one) => one.inRange && one.event === event)?.count ?? 0,
    })),
    models: groupSums(inRange, ({ provider, model }) => `${provider} ${model}`).map(({ first, sums }) => ({
      id: first.model,
      provider: first.provider,
      label: modelName(first.provider, first.model),
      sums,
    })),
    connections: groupSums(inRange, ({ connection, provider }) =>
      known.has(connection) ? connection : provider,
    ).map(({ first, sums }) => ({
      ...(known.has(first.connection) ? { id: first.connection } : {}),
      provider: known.get(first.connection)?.provider ?? first.provider,
      label: providerName(known.get(first.connection)?.provider ?? first.provider),
      keyHint: known.get(first.connection)?.keyHint ?? "",
      sums,
    })),
    failures: failuresOf(inRange),
    month: forecastOf(await readMonthOf(db, domain, at), dayIn(shop.timeZone, at)),
  };
}

function hadAny(firstDay: string | undefined, before: Range): Report["beforeHas"] {
  if (firstDay === undefined || firstDay > before.to) return "none";
  return firstDay > before.from ? "some" : "all";
}
