/** Which days a merchant looks at: a range that is known by name, or one of the merchant's own. */
import { dayAfter, daysFrom, isDay, monthOf } from "../calendar.ts";
import { said, type Said } from "../words/said.ts";

/** Both days are in it. */
export type Range = { from: string; to: string };

export const presets = ["today", "week", "month", "this-month", "year"] as const;
export type Preset = (typeof presets)[number];

const usual = "month";
const lengths = { today: 1, week: 7, month: 30, year: 365 } as const;
/** A leap year: what is longer would take longer to answer than a merchant waits. */
export const longestRange = 366;
/** Before it nobody tried anything on, and a database reads no day that comes before the year one. */
const earliest = "2000-01-01";

export type ReadRange = {
  range: Range;
  /** What the range is known by; none is the merchant's own. */
  preset?: Preset;
  /** Why it is not the one that was asked for. */
  mistake?: Said;
};

/** What can't be read, or makes no sense, becomes the usual range, and is said. */
export function readRange(query: URLSearchParams, today: string): ReadRange {
  const [name, from, to] = ["range", "from", "to"].map((key) => query.get(key));
  const fallBack = (mistake?: Said): ReadRange => ({
    range: rangeOf(usual, today),
    preset: usual,
    ...(mistake ? { mistake } : {}),
  });
  if (from || to) {
    if (!from || !to || !isDay(from) || !isDay(to)) return fallBack(said("usage.range.unreadable"));
    if (from > to) return fallBack(said("usage.range.reversed"));
    if (to > today) return fallBack(said("usage.range.future"));
    if (lengthOf({ from, to }) > longestRange)
      return fallBack(said("usage.range.too_long", { days: longestRange }));
    if (from < earliest) return fallBack(said("usage.range.unreadable"));
    return { range: { from, to } };
  }
  if (!name) return fallBack();
  const preset = presets.find((one) => one === name);
  if (!preset) return fallBack(said("usage.range.unreadable"));
  return { range: rangeOf(preset, today), preset };
}

export function rangeOf(preset: Preset, today: string): Range {
  if (preset === "this-month") return { from: `${monthOf(today)}-01`, to: today };
  return { from: dayAfter(today, 1 - lengths[preset]), to: today };
}

export function lengthOf({ from, to }: Range): number {
  return daysFrom(from, to) + 1;
}

/** As many days, right before. */
export function rangeBefore(range: Range): Range {
  return { from: dayAfter(range.from, -lengthOf(range)), to: dayAfter(range.from, -1) };
}
