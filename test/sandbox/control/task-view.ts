import type { Task } from "../world.ts";

/** A task as anyone may see it: only the end of its key. */
export function taskView({ key, ...task }: Task): Omit<Task, "key"> & { key: string } {
  return { ...task, key: `${key.startsWith("sk-") ? "sk-" : ""}…${key.slice(-4)}` };
}
