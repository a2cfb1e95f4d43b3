/** How the newer calls tell of a task: other names than the older ones, and other words in answers than in callbacks. */
import type { Task } from "../world.ts";

export function createdSolution(task: Task): object {
  return {
    task_id: task.id,
    status: task.status,
    create_time: task.createdAt,
    update_time: task.updatedAt,
    external_id: task.externalId ?? "",
  };
}

export function solutionOf(task: Task, origin: string): object {
  const isDone = task.status === "succeed";
  const outputs = task.results.map(({ path, watermarked }) => {
    const marked = watermarked === undefined ? {} : { watermark_url: origin + watermarked };
    return { type: "image", url: origin + path, ...marked };
  });
  return {
    id: task.id,
    status: task.status,
    message: task.statusMessage,
    create_time: task.createdAt,
    update_time: task.updatedAt,
    external_id: task.externalId ?? "",
    outputs,
    billing: isDone ? [{ charge_type: "unit", amount: String(task.units), package_type: "image" }] : [],
  };
}

export function solutionNotice(task: Task, origin: string): object {
  return { ...solutionOf(task, origin), status: task.status === "succeed" ? "succeeded" : task.status };
}

export function forgedSolution(task: Task, address: string): object {
  const { id, createdAt: create_time, updatedAt: update_time } = task;
  const outputs = [{ type: "image", url: address }];
  return { id, status: "succeeded", message: "", create_time, update_time, outputs, billing: [] };
}
