/** Kling's envelope, and how it tells of a task in it. */
import { randomUUID } from "node:crypto";
import type { Task } from "../world.ts";
import type { Refusal } from "./errors.ts";
import type { Reply } from "../tasks/deliver.ts";

export function success(data: object, task?: Task): Reply {
  const body = { code: 0, message: "SUCCEED", request_id: randomUUID(), data };
  return { status: 200, body, ...(task === undefined ? {} : { task }) };
}

export function refuse({ status, code, message }: Refusal): Reply {
  return { status, body: { code, message, request_id: randomUUID() } };
}

/** What the create call tells of its task. */
export function createdTask(task: Task): object {
  return {
    task_id: task.id,
    task_status: task.status,
    task_info: task.externalId === undefined ? {} : { external_task_id: task.externalId },
    created_at: task.createdAt,
    updated_at: task.updatedAt,
  };
}

/** What queries and callbacks tell of a task. */
export function wholeTask(task: Task, origin: string): object {
  return { ...createdTask(task), task_status_msg: task.statusMessage, ...ended(task, origin) };
}

function ended(task: Task, origin: string): object {
  if (task.status !== "succeed") return {};
  const pictures = task.results.map(({ path, watermarked }, index) => {
    const marked = watermarked === undefined ? {} : { watermark_url: origin + watermarked };
    return { index, url: origin + path, ...marked };
  });
  // Only Omni-Image was asked for a kind of result, and only it says which kind came.
  const kind = task.request["result_type"];
  const result =
    kind === undefined
      ? { images: pictures }
      : { result_type: kind, [kind === "series" ? "series_images" : "images"]: pictures };
  // A gateway settles with its own customers in its own money.
  const deducted = task.provider === "kling-gateway" ? {} : { final_unit_deduction: String(task.units) };
  return { task_result: result, ...deducted };
}

/** A success that never was, as a stranger would make it up. */
export function forgedTask(task: Task, address: string): object {
  const images = [{ index: 0, url: address }];
  return { ...createdTask(task), task_status: "succeed", task_status_msg: "", task_result: { images } };
}
