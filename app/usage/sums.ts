/** Sums of counted try-ons: what a tile, a row of a table or a point of a chart says. */
import { underWay } from "./facts.ts";
import { aboutMs, stepAt, type StepCounts } from "./took.ts";

export type Counts = {
  outcome: string;
  tookStep: number;
  count: number;
  spentMicros: bigint;
  reservedMicros: bigint;
};

export type Sums = {
  tryOns: number;
  done: number;
  failed: number;
  underWay: number;
  /** Done, of all that have ended; none where nothing has. */
  success?: number;
  /** From press to result, each to within some 5 %: half of them took no longer, and 95 of 100. */
  medianMs?: number;
  p95Ms?: number;
  /** In millionths of the shop's currency. */
  spent: string;
  reserved: string;
};

export function sumsOf(counted: Counts[]): Sums {
  const steps: StepCounts = new Map();
  let [done, failed, open, spent, reserved] = [0, 0, 0, 0n, 0n];
  for (const { outcome, tookStep, count, spentMicros, reservedMicros } of counted) {
    if (outcome === "done") {
      done += count;
      steps.set(tookStep, (steps.get(tookStep) ?? 0) + count);
    } else if (outcome === underWay) open += count;
    else failed += count;
    spent += spentMicros;
    reserved += reservedMicros;
  }
  const [median, p95] = [stepAt(steps, 0.5), stepAt(steps, 0.95)];
  return {
    tryOns: done + failed + open,
    done,
    failed,
    underWay: open,
    ...(done + failed > 0 ? { success: done / (done + failed) } : {}),
    ...(median === undefined ? {} : { medianMs: aboutMs(median) }),
    ...(p95 === undefined ? {} : { p95Ms: aboutMs(p95) }),
    spent: String(spent),
    reserved: String(reserved),
  };
}

export type FailureCount = { code: string; count: number };

/** The most frequent first. */
export function failuresOf(counted: Counts[]): FailureCount[] {
  const codes = new Map<string, number>();
  for (const { outcome, count } of counted)
    if (outcome !== "done" && outcome !== underWay) codes.set(outcome, (codes.get(outcome) ?? 0) + count);
  return [...codes]
    .map(([code, count]) => ({ code, count }))
    .toSorted((one, other) => other.count - one.count || (one.code < other.code ? -1 : 1));
}

export function groupSums<Row extends Counts>(
  counted: Row[],
  keyOf: (row: Row) => string,
): { first: Row; sums: Sums }[] {
  return [...Map.groupBy(counted, keyOf).values()]
    .flatMap((rows) => rows.slice(0, 1).map((first) => ({ first, sums: sumsOf(rows) })))
    .toSorted((one, other) => other.sums.tryOns - one.sums.tryOns);
}
