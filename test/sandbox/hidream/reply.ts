/** HiDream's envelope: everything under HTTP 200, with a code that is zero when all is well. */
import { createHash, randomUUID } from "node:crypto";
import type { Reply } from "../tasks/deliver.ts";
import { failureReasons } from "../tasks/failure-reasons.ts";
import type { Task } from "../world.ts";

/**
 * Inferred, all of them: HiDream publishes no list of its codes. That an error comes under HTTP 200 with a code and a
 * message is in its own example; the numbers here only resemble HTTP's, so that nobody takes them for real ones.
 */
export const hidreamErrors = {
  badParameters: 400,
  badToken: 401,
  noSuchTask: 404,
  tooManyTasks: 429,
} as const;

const statuses: Record<Task["status"], number> = { submitted: 0, succeed: 1, processing: 2, failed: 3 };
const refusedByReview = 4;

export function success(requestId: string, result: object, task?: Task): Reply {
  const body = { code: 0, message: "请求成功", request_id: requestId, result };
  return { status: 200, body, ...(task === undefined ? {} : { task }) };
}

export function refuse(name: keyof typeof hidreamErrors, message: string): Reply {
  return refuseWith({ status: 200, code: hidreamErrors[name], message });
}

export function refuseWith({
  status,
  code,
  message,
}: {
  status: number;
  code: number;
  message: string;
}): Reply {
  return { status, body: { code, message, request_id: randomUUID(), result: null } };
}

export function createdTask(task: Task): object {
  return { task_id: task.id, sub_task_ids: [subTaskId(task)] };
}

/** Also the callback's body, in the same envelope as an answer. */
export function wholeTask(task: Task, origin: string): Reply {
  const isReviewed = task.statusMessage === failureReasons.riskControl;
  const path = task.results[0]?.path;
  const sub = {
    sub_task_id: subTaskId(task),
    task_status: task.status === "failed" && isReviewed ? refusedByReview : statuses[task.status],
    task_completion: { submitted: 0, processing: 0.5, succeed: 1, failed: 1 }[task.status],
    image: path === undefined ? "" : origin + path,
    ...(task.status === "failed" ? { description: task.statusMessage } : {}),
  };
  return success(requestIdOf(task), { task_id: task.id, sub_task_results: [sub] }, task);
}

/** A success that never was. */
export function forgedBody(task: Task, address: string): object {
  const sub = { sub_task_id: subTaskId(task), task_status: 1, task_completion: 1, image: address };
  return success(requestIdOf(task), { task_id: task.id, sub_task_results: [sub] }).body;
}

/** The caller's own, or one that comes from the task and stays the same. */
export function requestIdOf(task: Task): string {
  return task.externalId ?? idFrom(`request ${task.id}`);
}

function subTaskId(task: Task): string {
  return idFrom(`sub ${task.id}`);
}

function idFrom(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    "-",
  );
}
