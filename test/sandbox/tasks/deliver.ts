/** An answer as data, so that a script can still spoil it on its way out. */
import type { Response } from "express";
import type { Task } from "../world.ts";
import type { CallScript } from "./scripts.ts";

export type Told = { status: number; code: number; message: string };

/** With the task that it tells of, for those who tell of it in another form. */
export type Reply = { status: number; body: object; task?: Task };

export function deliver(
  response: Response,
  reply: Reply,
  script: CallScript | undefined,
  refuse: (told: Told) => Reply,
): void {
  const text = JSON.stringify(reply.body);
  const half = text.slice(0, Math.ceil(text.length / 2));
  switch (script?.does) {
    case "hang":
      return;
    case "answer": {
      const told = refuse(script);
      response.status(told.status).json(told.body);
      return;
    }
    case "raw":
      response.status(script.status).set("content-type", script.contentType).end(script.body);
      return;
    case "cut":
      response.writeHead(200, {
        "content-type": "application/json",
        "content-length": Buffer.byteLength(text),
      });
      response.write(half, () => response.socket?.destroy());
      return;
    case "broken-json":
      response.status(200).type("application/json").end(half);
      return;
    case "another-envelope":
      response.json(inAnotherEnvelope(script.on, reply.task));
      return;
    default:
      response.status(reply.status).json(reply.body);
  }
}

/** As a gateway answers that wraps every provider in a form of its own: no code of Kling's, times in seconds. */
function inAnotherEnvelope(on: CallScript["on"], task: Task | undefined): object {
  const id = task?.id ?? "";
  if (on !== "create") {
    return { code: "success", data: { status: "processing", task_id: id, url: "", error: null } };
  }
  const created = Math.floor((task?.createdAt ?? 0) / 1_000);
  const named = { id, task_id: id, object: "video", model: task?.model ?? "" };
  return { ...named, status: "", progress: 0, created_at: created };
}
