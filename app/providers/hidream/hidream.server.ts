/** HiDream's virtual try-on: upper, lower and dress in fields of their own. */
import { z } from "zod";
import type { Answer, SendCall } from "../http.server.ts";
import { parseJson } from "../json.ts";
import { mistake } from "../mistakes.ts";
import {
  type Garments,
  type Outcome,
  pictureField,
  type Provider,
  refuseUnsent,
  type TaskStatus,
} from "../provider.ts";
import {
  failureOf,
  faultFailure,
  type WireMeaning,
  meaningOfStatus,
  unexpected,
} from "../transport-failures.ts";
import { type CreateBody, createdTask, envelope, taskResult } from "./wire.ts";

const createPath = "/api-pub/ec/v3/image/vton/async";

export const hidreamSettings = z.object({
  resultPath: z.string().startsWith("/", mistake("path")).default(`${createPath}/results`),
  pictureField: z.string().min(1, mistake("field_missing")).default("image"),
});

type Options = {
  baseAddress: string;
  apiKey: string;
  settings: z.infer<typeof hidreamSettings>;
  send: SendCall;
};

export function createHidream({ baseAddress, apiKey, settings, send }: Options): Provider {
  const call = async (method: "GET" | "POST", path: string, body?: CreateBody) =>
    readAnswer(
      await send({
        method,
        address: `${baseAddress}${path}`,
        headers: {
          authorization: `Bearer ${apiKey}`,
          ...(body ? { "content-type": "application/json" } : {}),
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
        timeoutMs: method === "POST" ? 20_000 : 10_000,
      }),
    );
  const ask = (taskId: string) => call("GET", `${settings.resultPath}?task_id=${encodeURIComponent(taskId)}`);

  return {
    async start({ externalId, photo, garments, callbackAddress }) {
      const fields = fieldsOf(garments);
      if (!fields) return refuseUnsent("this model takes the garments of an outfit one by one");
      const person = photo.bytes.toString("base64");
      const answer = await call("POST", createPath, {
        person,
        ...fields,
        request_id: externalId,
        notify_url: callbackAddress,
      });
      if (!answer.ok) return answer;
      const read = createdTask.safeParse(answer.value);
      if (!read.success) return { ok: false, failure: unexpected("an answer without a task id") };
      return { ok: true, value: { taskId: read.data.task_id } };
    },

    async status(operation) {
      const answer = await ask(operation["taskId"] ?? "");
      if (!answer.ok) return answer;
      const read = taskResult.safeParse(answer.value);
      if (!read.success)
        return { ok: false, failure: unexpected("a result without the fields that we read") };
      return { ok: true, value: statusOf(read.data, settings.pictureField) };
    },

    // Nothing says that a task can be asked for by the caller's id.
    find: async () => ({ ok: true, value: { found: "unsupported" } }),

    async check() {
      const answer = await ask("fitting-room-check");
      // Being told that there is no such task takes a good key.
      if (answer.ok || answer.failure.code === "request_refused") return { ok: true, value: {} };
      return answer;
    },
  };
}

function fieldsOf(
  garments: Garments,
): Pick<CreateBody, "upper_clothes" | "lower_clothes" | "dress"> | undefined {
  if (garments.wear === "merged") return undefined;
  if (garments.wear === "separate")
    return { upper_clothes: pictureField(garments.upper), lower_clothes: pictureField(garments.lower) };
  const picture = pictureField(garments.picture);
  const fields = {
    upper: { upper_clothes: picture },
    lower: { lower_clothes: picture },
    dress: { dress: picture },
  };
  return fields[garments.kind];
}

function readAnswer(answer: Answer): Outcome<unknown> {
  if (answer.kind === "fault") return { ok: false, failure: faultFailure(answer) };
  const read = envelope.safeParse(parseJson(answer.text));
  if (answer.status >= 400) {
    const failure = failureOf(
      meaningOfStatus(answer.status, read.success),
      `HTTP ${answer.status}`,
      answer.retryAfterMs,
    );
    return { ok: false, failure };
  }
  if (!read.success) return { ok: false, failure: unexpected("a body that is not HiDream's envelope") };
  const { code, message, result } = read.data;
  if (code === 0) return { ok: true, value: result };
  return { ok: false, failure: failureOf(meaningOfWords(message ?? ""), `HiDream code ${code}`) };
}

/** There is no published list of HiDream's codes, so a refusal is read by its words; inferred, and said so in the docs. */
function meaningOfWords(message: string): WireMeaning {
  if (/token|auth|credential|api.?key|授权|鉴权/i.test(message)) return { code: "key_refused", retry: false };
  if (/balance|quota|credit|余额|额度/i.test(message)) return { code: "balance_gone", retry: false };
  if (/frequen|concurren|too many|并发|频繁/i.test(message)) return { code: "busy", retry: true };
  return { code: "request_refused", retry: false };
}

function statusOf({ sub_task_results }: z.infer<typeof taskResult>, field: string): TaskStatus {
  const [part] = sub_task_results;
  if (part?.task_status === 3)
    return {
      state: "failed",
      failure: failed(/no (human|person)/i.test(part.description ?? "") ? "no_person" : "generation_failed"),
    };
  if (part?.task_status === 4) return { state: "failed", failure: failed("photo_refused") };
  if (part?.task_status !== 1) return { state: "running" };
  const picture = part[field];
  if (typeof picture === "string" && picture !== "") return { state: "done", pictureAddress: picture };
  return { state: "failed", failure: unexpected("a finished task without a picture") };
}

function failed(code: "no_person" | "generation_failed" | "photo_refused") {
  return { code, retry: false, mayHaveStarted: true, detail: "HiDream reported the task as failed" };
}
