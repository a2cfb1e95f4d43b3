/** What a month's try-ons cost so far, and how that stands against its cap. Money as text, for the page to format. */
import type { Shop } from "@prisma/client";
import { dayIn, monthOf, nextMonthAfter } from "../calendar.ts";
import type { Transaction } from "../db.server.ts";
import type { MonthSpend } from "../usage/month-forecast.ts";
import { readSpend } from "../usage/spend.server.ts";
import { choose, type ConnectionWithModels, inUse, makerOf, withConnections } from "./in-use.ts";
import { hardCapOf, readSettings, type ShopSettings } from "./settings.ts";

type Facts = {
  /** Today, in the shop's time zone. */
  day: string;
  spentMicros: bigint;
  reservedMicros: bigint;
  settings: ShopSettings;
  /** What the next try-on costs. */
  nextMicros: bigint;
};

export async function readMonthOf(db: Transaction, domain: string, now: Date): Promise<MonthSpend> {
  const { connections, ...shop } = await db.shop.findUniqueOrThrow({
    where: { domain },
    include: withConnections,
  });
  return readMonth(db, shop, connections, now);
}

/** `connections` are all of them or those in use, in their order. */
export async function readMonth(
  db: Transaction,
  { domain, timeZone, settings }: Shop,
  connections: ConnectionWithModels[],
  now: Date,
): Promise<MonthSpend> {
  const day = dayIn(timeZone, now);
  const { first } = inUse(connections);
  const next = choose(connections) ?? (first && makerOf(first));
  return monthSpend({
    day,
    settings: readSettings(settings),
    ...(await readSpend(db, domain, day)),
    nextMicros: next?.priceMicros ?? 0n,
  });
}

function monthSpend({ day, spentMicros, reservedMicros, settings, nextMicros }: Facts): MonthSpend {
  const used = spentMicros + reservedMicros;
  const cap = settings.monthlyCapMicros === null ? undefined : BigInt(settings.monthlyCapMicros);
  const reached = cap !== undefined && used + nextMicros > cap;
  return {
    month: monthOf(day),
    usedMicros: String(used),
    reservedMicros: String(reservedMicros),
    capMicros: cap === undefined ? null : String(cap),
    share: cap === undefined || cap === 0n ? 0 : Math.min(1, Number((used * 1_000n) / cap) / 1_000),
    reached,
    hides: reached && hardCapOf(settings) !== null,
    nextMonth: nextMonthAfter(day),
  };
}
