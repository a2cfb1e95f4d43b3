/** What a benchmark says, and how it is measured on a machine that others use too. */
export type Seen = { value: number; spread?: [least: number, most: number] };

export type Figure = {
  what: string;
  unit: string;
  ours: Seen;
  baseline?: Seen & { what: string };
  /** Of ours to the baseline's, where the two were measured in turns. */
  ratio?: Seen;
  bound?: { of: "ours" | "ratio"; least?: number; most?: number };
};

/** Undefined where nothing was promised. */
export function holds(figure: Figure): boolean | undefined {
  if (!figure.bound) return undefined;
  const { of, least = -Infinity, most = Infinity } = figure.bound;
  const value = figure[of]?.value;
  return value !== undefined && value >= least && value <= most;
}

export function quantile(values: number[], part: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

export function middle(values: number[]): Seen {
  return { value: quantile(values, 0.5), spread: [Math.min(...values), Math.max(...values)] };
}

export type Load = { atATime: number; ms: number };

/** How often a second it is done, by so many at a time. */
export async function rate(work: () => Promise<unknown>, { atATime, ms }: Load): Promise<number> {
  const began = performance.now();
  let done = 0;
  const worker = async () => {
    while (performance.now() - began < ms) {
      await work();
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: atATime }, worker));
  return done / ((performance.now() - began) / 1000);
}

/**
 * Ours and the baseline in turns, each turn with a ratio of its own: what disturbs the machine for a while disturbs both.
 * The first turn warms up.
 */
export async function inTurns(
  turns: number,
  ours: () => Promise<number>,
  baseline: () => Promise<number>,
): Promise<{ ours: Seen; baseline: Seen; ratio: Seen }> {
  const seen: { ours: number; baseline: number }[] = [];
  for (let turn = 0; turn <= turns; turn += 1) seen.push({ ours: await ours(), baseline: await baseline() });
  const [, ...counted] = seen;
  return {
    ours: middle(counted.map((turn) => turn.ours)),
    baseline: middle(counted.map((turn) => turn.baseline)),
    ratio: middle(counted.map((turn) => turn.ours / turn.baseline)),
  };
}
