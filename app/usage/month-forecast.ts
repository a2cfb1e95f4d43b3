/** What a month's money would come to if it went on like this. */
import { daysFrom } from "../calendar.ts";
import type { MonthSpend } from "../shop/month-spend.server.ts";

export type MonthForecast = MonthSpend & {
  daysGone: number;
  days: number;
  /** So far, divided by the days gone (today is one) and times the days of the month. */
  forecastMicros: string;
  /** That is more than the cap. */
  passesCap: boolean;
};

export function forecastOf(month: MonthSpend, today: string): MonthForecast {
  const { usedMicros, capMicros, nextMonth } = month;
  const first = `${month.month}-01`;
  const days = daysFrom(first, nextMonth);
  const daysGone = daysFrom(first, today) + 1;
  const forecast = (BigInt(usedMicros) * BigInt(days)) / BigInt(daysGone);
  return {
    ...month,
    daysGone,
    days,
    forecastMicros: String(forecast),
    passesCap: capMicros !== null && forecast > BigInt(capMicros),
  };
}
