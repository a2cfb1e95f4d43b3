/** What a running provider holds besides its tasks' data: pictures and timers, which cannot be shown as JSON. */
import type { Task, World } from "../world.ts";
import type { TryOnRequest } from "./read-request.ts";

export type Work = {
  task: Task;
  request: TryOnRequest;
  /** Says why the task will fail, when a script wants it to. */
  failure: string | undefined;
  timers: NodeJS.Timeout[];
  /** Callbacks leave one after the other, in the order of the changes. */
  notices: Promise<void>;
  ending: Promise<void> | undefined;
};

export type Desk = { works: Map<string, Work>; results: Map<string, Buffer> };

const keptResults = 200;
const desks = new WeakMap<World, Desk>();

export function deskOf(world: World): Desk {
  const known = desks.get(world);
  if (known !== undefined) return known;
  const desk: Desk = { works: new Map(), results: new Map() };
  desks.set(world, desk);
  return desk;
}

/** Kling clears results after a while; here the oldest goes when there are too many. */
export function keepResult(desk: Desk, id: string, picture: Buffer): void {
  desk.results.set(id, picture);
  for (const oldest of desk.results.keys()) {
    if (desk.results.size <= keptResults) return;
    desk.results.delete(oldest);
  }
}

/** Forgets all work: no timer fires and no callback leaves afterwards. */
export function clearDesk(world: World): void {
  const desk = deskOf(world);
  for (const work of desk.works.values()) for (const timer of work.timers) clearTimeout(timer);
  desk.works.clear();
  desk.results.clear();
}
