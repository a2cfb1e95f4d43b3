/** A month's money, and what it would come to if it went on like this. */
import { daysFrom } from "../calendar.ts";

export type MonthSpend = {
  /** Such as 2026-11. */
  month: string;
  usedMicros: string;
  /** How much of it try-ons that have not ended hold. */
  reservedMicros: string;
  capMicros: string | null;
  /** Of the cap, from 0 to 1. */
  share: number;
  /** The next try-on would pass the cap. */
  reached: boolean;
  /** And the button is hidden for it. */
  hides: boolean;
  /** The first day of the next month. */
  nextMonth: string;
};

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
