/** Paging through the newer calls' tasks: by time and status, from the newest on, with a cursor. */
import { z } from "zod";
import type { Task } from "../world.ts";
import { type Refusal, refusal } from "./errors.ts";

const time = z.int().min(0);
const status = z.enum(["submitted", "processing", "succeed", "failed"]);
const question = z.object({
  start_time: time.optional(),
  end_time: time.optional(),
  cursor: z.string().optional(),
  limit: z.int().min(1).max(500).default(500),
  filters: z.array(z.object({ key: z.literal("status"), values: z.array(status).min(1) })).default([]),
});

const monthMs = 30 * 86_400_000;

/** With a cursor the times do not count: it stands for the place where the last page ended. */
export function pageOf(
  newestFirst: Task[],
  body: unknown,
): { tasks: Task[]; next: string | undefined } | Refusal {
  const read = question.safeParse(body);
  if (!read.success) {
    const [issue] = read.error.issues;
    return refusal("invalidValue", `${issue?.path.join(".") ?? ""}: ${issue?.message ?? "invalid"}`);
  }
  const { cursor, limit, filters } = read.data;
  const end = read.data.end_time ?? Date.now() + 1;
  const start = read.data.start_time ?? end - monthMs;
  if (cursor === undefined && start >= end) {
    return refusal("invalidValue", "end_time must be after start_time");
  }
  const place = newestFirst.findIndex(({ id }) => id === cursor);
  if (cursor !== undefined && place < 0) return refusal("invalidValue", "cursor does not exist");
  const inTime =
    cursor === undefined
      ? newestFirst.filter(({ createdAt }) => createdAt >= start && createdAt < end)
      : newestFirst.slice(place);
  const fitting = inTime.filter((task) => filters.every(({ values }) => values.includes(task.status)));
  return { tasks: fitting.slice(0, limit), next: fitting[limit]?.id };
}
