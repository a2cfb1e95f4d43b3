/** Kling's messages, of which only one thing is read: whether the task goes on. */
import { z } from "zod";

const unfinished = z.enum(["submitted", "processing"]);
const message = z.union([z.object({ task_status: unfinished }), z.object({ status: unfinished })]);

export function saysUnfinished(callback: string): boolean {
  try {
    return message.safeParse(JSON.parse(callback)).success;
  } catch {
    return false;
  }
}
