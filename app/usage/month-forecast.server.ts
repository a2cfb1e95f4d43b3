/** This month's money, and what it would come to if it went on like this. */
import { daysFrom, monthOf, nextMonthAfter } from "../calendar.ts";
import type { Transaction } from "../db.server.ts";
import { readSpend } from "./spend.server.ts";

export type MonthForecast = {
  /** Its first day. */
  from: string;
  /** In millionths: what was spent, and what is held for try-ons that have not ended. */
  spent: string;
  reserved: string;
  cap?: string;
  daysGone: number;
  days: number;
  /** So far, divided by the days gone (today is one) and times the days of the month. */
  forecast: string;
};

type Facts = { today: string; cap: number | null };

export async function monthForecast(
  db: Transaction,
  shop: string,
  { today, cap }: Facts,
): Promise<MonthForecast> {
  const from = `${monthOf(today)}-01`;
  const days = daysFrom(from, nextMonthAfter(today));
  const daysGone = daysFrom(from, today) + 1;
  const { spentMicros: spent, reservedMicros: reserved } = await readSpend(db, shop, today);
  return {
    from,
    spent: String(spent),
    reserved: String(reserved),
    ...(cap === null ? {} : { cap: String(cap) }),
    daysGone,
    days,
    forecast: String(((spent + reserved) * BigInt(days)) / BigInt(daysGone)),
  };
}
