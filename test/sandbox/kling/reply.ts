/** An answer as data, so that a script can still spoil it on its way out. */
import { randomUUID } from "node:crypto";
import type { Response } from "express";
import type { Script, Task } from "../world.ts";
import type { Refusal } from "./errors.ts";

export type Reply = { status: number; body: object };

export function success(data: object): Reply {
  return { status: 200, body: { code: 0, message: "SUCCEED", request_id: randomUUID(), data } };
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
  const result =
    task.resultPath === undefined
      ? {}
      : { task_result: { images: [{ index: 0, url: origin + task.resultPath }] } };
  return { ...createdTask(task), task_status_msg: task.statusMessage, ...result };
}

/** Sends the reply, or what the script makes of it. Without a reply the call had no effect at all. */
export function deliver(response: Response, reply: Reply, script: Script | undefined): void {
  const text = JSON.stringify(reply.body);
  const half = text.slice(0, Math.ceil(text.length / 2));
  if (script?.does === "hang") return;
  if (script?.does === "answer") {
    const told = refuse(script);
    response.status(told.status).json(told.body);
  } else if (script?.does === "cut") {
    response.writeHead(200, {
      "content-type": "application/json",
      "content-length": Buffer.byteLength(text),
    });
    response.write(half, () => response.socket?.destroy());
  } else if (script?.does === "broken-json") {
    response.status(200).type("application/json").end(half);
  } else {
    response.status(reply.status).json(reply.body);
  }
}
