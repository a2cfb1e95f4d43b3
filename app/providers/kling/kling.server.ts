/** Kling's try-on, official or behind a gateway: the same wire at another base address. */
import type { SendCall } from "../http.server.ts";
import type { Operation, Outcome, Provider, TaskStatus } from "../provider.ts";
import { readAnswer, taskFailure, unexpected } from "./failures.ts";
import { type CreateBody, createdTask, task } from "./wire.ts";

export type KlingOptions = {
  /** Up to and without `/v1`: a gateway's ends in `/kling`. */
  baseAddress: string;
  /** Called for each request, because a signed token lives shorter than an adapter. */
  authorize: () => string;
  send: SendCall;
};

const createTimeoutMs = 20_000;
const queryTimeoutMs = 10_000;

export function createKling({ baseAddress, authorize, send }: KlingOptions): Provider {
  const address = `${baseAddress}/v1/images/kolors-virtual-try-on`;

  const query = async (id: string) =>
    readAnswer(
      await send({
        method: "GET",
        address: `${address}/${encodeURIComponent(id)}`,
        headers: { authorization: authorize() },
        timeoutMs: queryTimeoutMs,
      }),
    );

  return {
    async start(input) {
      const body: CreateBody = {
        model_name: input.model,
        human_image: input.photo.toString("base64"),
        cloth_image: input.garmentAddress,
        callback_url: input.callbackAddress,
        external_task_id: input.externalId,
      };
      const answer = readAnswer(
        await send({
          method: "POST",
          address,
          headers: { authorization: authorize(), "content-type": "application/json" },
          body: JSON.stringify(body),
          timeoutMs: createTimeoutMs,
        }),
      );
      if (!answer.ok) return answer;
      return operationOf(answer.data);
    },

    async status(operation) {
      const answer = await query(operation["taskId"] ?? "");
      if (!answer.ok) return answer;
      const read = task.safeParse(answer.data);
      if (!read.success) return { ok: false, failure: unexpected("a task without the fields that we read") };
      return { ok: true, value: statusOf(read.data) };
    },

    async find(externalId) {
      const answer = await query(externalId);
      if (answer.ok) {
        const operation = operationOf(answer.data);
        return operation.ok ? { ok: true, value: { found: "task", operation: operation.value } } : operation;
      }
      // "No such task" is no proof here: gateways differ in whether they look for the caller's own id at all.
      if (answer.failure.code === "request_refused" || answer.failure.code === "unexpected_answer")
        return { ok: true, value: { found: "unsupported" } };
      return answer;
    },

    async check() {
      const answer = await query("fitting-room-check");
      // A task of that name does not exist; to be told so, the key had to be good.
      if (answer.ok || answer.failure.code === "request_refused") return { ok: true, value: {} };
      return answer;
    },
  };
}

function operationOf(data: unknown): Outcome<Operation> {
  const read = createdTask.safeParse(data);
  if (!read.success) return { ok: false, failure: unexpected("an answer without a task id") };
  return { ok: true, value: { taskId: read.data.task_id } };
}

function statusOf(found: ReturnType<typeof task.parse>): TaskStatus {
  if (found.task_status === "failed")
    return { state: "failed", failure: taskFailure(found.task_status_msg ?? "") };
  if (found.task_status === "submitted" || found.task_status === "processing") return { state: "running" };
  const picture = found.task_result?.images?.[0]?.url;
  if (!picture) return { state: "failed", failure: unexpected("a finished task without a picture") };
  return { state: "done", pictureAddress: picture };
}
