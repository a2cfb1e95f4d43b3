/** Everything that the seed decides: who comes when and does what, when the app is killed, what the providers do. */
import type { Script } from "../sandbox/world.ts";
import { createRandom, type Random } from "./random.ts";
import { troubles } from "./trouble.ts";

export type Size = {
  tryOns: number;
  kills: number;
  /** From one kill to the next. */
  gapMs: readonly [number, number];
  /** Whether there is time for what takes half a minute to be found out. */
  patient: boolean;
};

export type ShopperPlan = {
  visitor: string;
  comesAfterMs: number;
  product: number;
  pressesTwice: boolean;
  cancelsAfterMs: number | undefined;
};

/** At once, or as soon as a shopper presses, a provider makes a task, or a result is ready. */
export type Moment = "at once" | "press" | "task" | "result";
export type Kill = { afterMs: number; moment: Moment };

export type Plan = { seed: string; shoppers: ShopperPlan[]; kills: Kill[]; scripts: Script[] };

export const long: Size = { tryOns: 200, kills: 32, gapMs: [3_000, 12_000], patient: true };
export const short: Size = { tryOns: 20, kills: 4, gapMs: [300, 900], patient: false };

/** About how long the app is away after each kill, and its moment is waited for. */
const restartMs = 2_500;

export function makePlan(seed: string, { tryOns, kills, gapMs, patient }: Size): Plan {
  const random = createRandom(seed);
  const planned = Array.from({ length: kills }, () => killOf(random, gapMs));
  const lastsMs = planned.reduce((sum, { afterMs }) => sum + afterMs + restartMs, 0);
  return {
    seed,
    kills: planned,
    shoppers: Array.from({ length: tryOns }, (_, number) => shopperOf(random, number, lastsMs)),
    scripts: troubles(random, tryOns, patient),
  };
}

function killOf(random: Random, [least, most]: readonly [number, number]): Kill {
  const moment = random.pick<Moment>(["at once", "press", "task", "task", "result"]);
  return { afterMs: random.between(least, most), moment };
}

function shopperOf(random: Random, number: number, lastsMs: number): ShopperPlan {
  const cancels = random.isSo(0.15);
  return {
    visitor: `visitor-${String(number).padStart(4, "0")}`,
    comesAfterMs: random.between(0, lastsMs),
    product: random.between(0, 2),
    pressesTwice: random.isSo(0.25),
    cancelsAfterMs: cancels ? random.between(0, 3_000) : undefined,
  };
}
