/** Asking after a task of Kling's first standard: try-on v1 and v1-5, and Omni-Image, differ in the path alone. */
import type { Operation, Outcome, Provider, TaskStatus } from "../provider.ts";
import { unexpected } from "../transport-failures.ts";
import type { CallKling } from "./call.server.ts";
import { readBalance } from "./balance.server.ts";
import { taskFailure } from "./failures.ts";
import { createdTask, task, taskList } from "./wire.ts";

export type TaskOptions = {
  call: CallKling;
  path: string;
  /**
   * Kling's own page says that it looks for the caller's id, so its "no such task" is a proof. Gateways pass the path
   * through in ways of their own: there it proves nothing.
   */
  provesAbsence: boolean;
  /** Kling tells the balance on a page of its own; a gateway is asked for a task that can't exist. */
  tellsBalance: boolean;
};

const listed = 100;

export function followTasks({
  call,
  path,
  provesAbsence,
  tellsBalance,
}: TaskOptions): Omit<Provider, "start"> {
  const findInList = async (externalId: string): Promise<Operation | "not there" | "unread"> => {
    const answer = await call.get(`${path}?pageNum=1&pageSize=${listed}`);
    const read = answer.ok ? taskList.safeParse(answer.data) : undefined;
    if (!read?.success) return "unread";
    const found = read.data.find((entry) => entry.task_info?.external_task_id === externalId);
    return found ? { taskId: found.task_id } : "not there";
  };

  return {
    async status(operation) {
      const answer = await call.get(`${path}/${encodeURIComponent(operation["taskId"] ?? "")}`);
      if (!answer.ok) return { ok: false, failure: answer.failure };
      const read = task.safeParse(answer.data);
      if (!read.success) return { ok: false, failure: unexpected("a task without the fields that we read") };
      return { ok: true, value: statusOf(read.data) };
    },

    async find(externalId) {
      const answer = await call.get(`${path}/${encodeURIComponent(externalId)}`);
      if (answer.ok) {
        const operation = operationOf(answer.data);
        return operation.ok ? { ok: true, value: { found: "task", operation: operation.value } } : operation;
      }
      const isAbsent =
        answer.failure.code === "request_refused" || answer.failure.code === "unexpected_answer";
      if (!isAbsent) return { ok: false, failure: answer.failure };
      const operation = await findInList(externalId);
      if (typeof operation === "object") return { ok: true, value: { found: "task", operation } };
      if (!provesAbsence) return { ok: true, value: { found: "unsupported" } };
      // Both have to say so: the one may know of a task before the other does.
      if (answer.klingCode === 1203 && operation === "not there")
        return { ok: true, value: { found: "none" } };
      // Kling itself can tell. What it said this time is no word on the task, so it has to be asked again.
      return { ok: false, failure: { ...answer.failure, retry: true } };
    },

    check: () => (tellsBalance ? readBalance(call) : probe(call, path)),
  };
}

export function operationOf(data: unknown): Outcome<Operation> {
  const read = createdTask.safeParse(data);
  if (!read.success) return { ok: false, failure: unexpected("an answer without a task id") };
  return { ok: true, value: { taskId: read.data.task_id } };
}

/** A task of that name does not exist; to be told so, the key had to be good. */
async function probe(call: CallKling, path: string): Promise<Outcome<{ balance?: number }>> {
  const answer = await call.get(`${path}/fitting-room-check`);
  if (answer.ok || answer.failure.code === "request_refused") return { ok: true, value: {} };
  return { ok: false, failure: answer.failure };
}

function statusOf(found: ReturnType<typeof task.parse>): TaskStatus {
  if (found.task_status === "failed")
    return { state: "failed", failure: taskFailure(found.task_status_msg ?? "") };
  if (found.task_status === "submitted" || found.task_status === "processing") return { state: "running" };
  const result = found.task_result;
  const kinds = [result?.images ?? [], result?.series_images ?? []];
  if (result?.result_type === "series") kinds.reverse();
  const picture = kinds.flat()[0]?.url;
  if (!picture) return { state: "failed", failure: unexpected("a finished task without a picture") };
  return { state: "done", pictureAddress: picture };
}
