/**
 * How long try-ons took, as counts by steps that are each some 10 % wider than the one before: thousands of times become a
 * handful of numbers that can be added up, and a median or a 95th percentile is known to within 5 %. The database
 * divides by the very same bounds, so that the two can't disagree.
 */
const growth = 1.1;
const firstMs = 100;
/** Longer than a try-on may take with every time limit at its highest. */
const lastMs = 3 * 3_600_000;

/** Where each step begins, in whole milliseconds. The first, from 0, has the number 1; 0 is for what was not done. */
export const stepBounds: number[] = [0];
for (let bound = firstMs; bound < lastMs; bound = Math.ceil(bound * growth)) stepBounds.push(bound);

export function stepOf(ms: number): number {
  const next = stepBounds.findIndex((bound) => bound > Math.max(0, ms));
  return next === -1 ? stepBounds.length : next;
}

/** What stands for all times of a step: the middle of its bounds, as they grow. */
export function aboutMs(step: number): number {
  const from = stepBounds[step - 1] ?? 0;
  const to = stepBounds[step] ?? from * growth;
  return from === 0 ? Math.round(to / 2) : Math.round(Math.sqrt(from * to));
}

export type StepCounts = Map<number, number>;

/** The step in which the one lies that this part of all does not exceed: 0.5 for the median. */
export function stepAt(counts: StepCounts, part: number): number | undefined {
  const steps = [...counts].filter(([step]) => step > 0).toSorted(([one], [other]) => one - other);
  const all = steps.reduce((sum, [, count]) => sum + count, 0);
  let passed = 0;
  for (const [step, count] of steps) {
    passed += count;
    if (passed >= all * part) return step;
  }
  return undefined;
}
