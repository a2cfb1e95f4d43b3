/** What a running provider holds besides its tasks' data: pictures and timers, which cannot be shown as JSON. */
import type { Pack, Task, World } from "../world.ts";
import type { CallbackRules } from "./callbacks.ts";

export type Made = { pictures: Buffer[] } | { failure: string };

/** A task before it is one: what its provider has read and checked, and what only that provider knows. */
export type Order = {
  id: string;
  provider: string;
  key: string;
  model: string;
  externalId: string | undefined;
  callbackUrl: string | undefined;
  /** For the control page: the body without picture bytes. */
  request: Record<string, unknown>;
  slots: number;
  pack: Pack;
  units: number;
  /** What the account has bought of its pack; undefined means that it pays afterwards. */
  bought: number | undefined;
  /** Whether each picture is wanted a second time, with a watermark. */
  watermarks: boolean;
  make: () => Promise<Made>;
  callback: CallbackRules;
};

export type Work = {
  task: Task;
  order: Order;
  /** Says why the task will fail, when a script wants it to. */
  failure: string | undefined;
  timers: NodeJS.Timeout[];
  /** Callbacks leave one after the other, in the order of the changes. */
  notices: Promise<void>;
  ending: Promise<void> | undefined;
};

export type Desk = {
  works: Map<string, Work>;
  results: Map<string, { picture: Buffer; provider: string }>;
  /** Callbacks that a script holds back; they outlive their work. */
  late: Set<NodeJS.Timeout>;
  /** Counts how often all was forgotten, so that nothing begun before goes on afterwards. */
  epoch: number;
};

const keptResults = 300;
const desks = new WeakMap<World, Desk>();

export function deskOf(world: World): Desk {
  const known = desks.get(world);
  if (known !== undefined) return known;
  const desk: Desk = { works: new Map(), results: new Map(), late: new Set(), epoch: 0 };
  desks.set(world, desk);
  return desk;
}

/** Providers clear results after a while; here the oldest goes when there are too many. */
export function keepResult(desk: Desk, name: string, picture: Buffer, provider: string): string {
  desk.results.set(name, { picture, provider });
  for (const oldest of desk.results.keys()) {
    if (desk.results.size <= keptResults) break;
    desk.results.delete(oldest);
  }
  return `/providers/results/${name}.jpg`;
}

/** Forgets all work: no timer fires and no callback leaves afterwards. */
export function clearDesk(world: World): void {
  const desk = deskOf(world);
  for (const work of desk.works.values()) for (const timer of work.timers) clearTimeout(timer);
  for (const timer of desk.late) clearTimeout(timer);
  desk.works.clear();
  desk.results.clear();
  desk.late.clear();
  desk.epoch += 1;
}
