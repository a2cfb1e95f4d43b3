/** How each model did in a shop lately, by the shop's own try-ons: how many became a picture, and how long that took. */
import { dayAfter, dayIn } from "../calendar.ts";
import type { Database } from "../db.server.ts";
import { summed, tryOnFacts, underWay } from "../usage/facts.ts";
import { type Counts, groupSums } from "../usage/sums.ts";

export type Measured = {
  /** Those that ended, but for what somebody stopped. */
  count: number;
  done: number;
  /** The middle one, from press to picture, as the usage page says it. */
  usualMs: number | null;
};

/** Today is one of them. */
const days = 30;

/** Fewer tell nothing. */
export const enoughToSay = 10;

/** By the model's id. */
export async function measureModels(
  db: Database,
  domain: string,
  now: Date,
): Promise<Record<string, Measured>> {
  const shop = await db.shop.findUnique({
    where: { domain },
    select: { timeZone: true, countedThrough: true },
  });
  if (!shop) return {};
  const to = dayIn(shop.timeZone, now);
  const range = { from: dayAfter(to, 1 - days), to };
  const rows = await db.$queryRaw<(Counts & { model: string })[]>`
    select model, outcome, ${summed}
    from (${tryOnFacts({ shop: domain, countedThrough: shop.countedThrough }, range)}) as facts
    where outcome not in ('cancelled', ${underWay})
    group by model, outcome, took_step`;
  return Object.fromEntries(
    groupSums(rows, ({ model }) => model).map(({ first, sums }) => [
      first.model,
      { count: sums.tryOns, done: sums.done, usualMs: sums.medianMs ?? null },
    ]),
  );
}
