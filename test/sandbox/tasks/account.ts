/** What belongs to one account at one provider: its tasks, its slots, what it has spent. */
import type { Pack, Task, World } from "../world.ts";

export type Caller = { provider: string; key: string };

export function tasksOf(world: World, caller: Caller): Task[] {
  return world.tasks.filter((task) => isOf(caller, task));
}

/** The provider's own id and the caller's are both good for asking, but only within one account. */
export function findTask(world: World, caller: Caller, id: string): Task | undefined {
  return world.tasks.findLast((task) => isOf(caller, task) && (task.id === id || task.externalId === id));
}

export function spentOf(world: World, caller: Caller, pack: Pack): number {
  const paid = tasksOf(world, caller).filter((task) => task.pack === pack && task.status !== "failed");
  return paid.reduce((sum, task) => sum + task.units, 0);
}

/** Slots are counted apart for each kind of pack; a task holds its own until it ends. */
export function slotsOf(tasks: Task[], caller: Caller, pack: Pack): number {
  const running = tasks.filter((task) => isOf(caller, task) && task.pack === pack && isRunning(task));
  return running.reduce((sum, task) => sum + task.slots, 0);
}

function isOf({ provider, key }: Caller, task: Task): boolean {
  return task.provider === provider && task.key === key;
}

function isRunning(task: Task): boolean {
  return task.status === "submitted" || task.status === "processing";
}
