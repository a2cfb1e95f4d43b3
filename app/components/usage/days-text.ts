import type { Range } from "../../usage/range.ts";
import type { Words } from "../../words/words.ts";

/** One day is said once. */
export function daysText({ from, to }: Range, { day }: Pick<Words, "day">): string {
  return from === to ? day(from) : `${day(from)} – ${day(to)}`;
}
