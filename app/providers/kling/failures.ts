/**
 * What Kling's answers mean to us, decided here once. The table is Kling's own (error codes page, also repeated by the
 * gateways); whether a task may exist follows from it: nothing below 5000 makes one.
 */
import type { FailureCode } from "../failures.ts";
import type { Answer } from "../http.server.ts";
import { parseJson } from "../json.ts";
import type { ProviderFailure } from "../provider.ts";
import {
  failureOf,
  faultFailure,
  type WireMeaning,
  meaningOfStatus,
  trouble,
  unexpected,
} from "../transport-failures.ts";
import { envelope, relayError } from "./wire.ts";

const meanings: Record<number, WireMeaning> = {
  1000: { code: "key_refused", retry: false },
  1001: { code: "key_refused", retry: false },
  1002: { code: "key_refused", retry: false },
  1003: { code: "key_refused", retry: false },
  1004: { code: "key_refused", retry: false },
  1100: { code: "balance_gone", retry: false },
  1101: { code: "balance_gone", retry: false },
  1102: { code: "balance_gone", retry: false },
  1103: { code: "not_permitted", retry: false },
  1200: { code: "request_refused", retry: false },
  1201: { code: "request_refused", retry: false },
  1202: { code: "request_refused", retry: false },
  1203: { code: "request_refused", retry: false },
  1300: { code: "photo_refused", retry: false },
  1301: { code: "photo_refused", retry: false },
  1302: { code: "busy", retry: true },
  1303: { code: "busy", retry: true },
  1304: { code: "address_not_allowed", retry: false },
  5000: { code: "provider_trouble", retry: true, mayHaveStarted: true },
  5001: { code: "provider_trouble", retry: true },
  5002: { code: "provider_trouble", retry: true, mayHaveStarted: true },
};

/** Reads an answer of Kling or of a relay before it. `data` is whatever stood beside code 0. */
export type Read =
  | { ok: true; data: unknown }
  /** `klingCode` where Kling itself spoke. */
  | { ok: false; failure: ProviderFailure; klingCode?: number };

export function readAnswer(answer: Answer): Read {
  if (answer.kind === "fault") return { ok: false, failure: faultFailure(answer) };
  const body = parseJson(answer.text);
  const read = envelope.safeParse(body);
  if (read.success && read.data.code === 0 && answer.status < 400) return { ok: true, data: read.data.data };
  if (read.success && read.data.code !== 0) {
    const meaning = isPersonMissing(read.data.message ?? "")
      ? { code: "no_person" as const, retry: false }
      : (meanings[read.data.code] ?? meaningByCode(read.data.code, answer.status));
    const failure = failureOf(meaning, `Kling code ${read.data.code}`, answer.retryAfterMs);
    return { ok: false, failure, klingCode: read.data.code };
  }
  if (answer.status >= 400) {
    const isRelay = relayError.safeParse(body).success;
    const meaning = meaningOfStatus(answer.status, isRelay);
    const detail = `${isRelay ? "the gateway answered" : "HTTP"} ${answer.status}`;
    return { ok: false, failure: failureOf(meaning, detail, answer.retryAfterMs) };
  }
  const seen = describeBody(body, answer.text);
  return { ok: false, failure: unexpected(`HTTP ${answer.status} with ${seen} instead of Kling's envelope`) };
}

/** A task that Kling took and then gave up: HTTP 200, code 0, and the reason only in words. */
export function taskFailure(message: string): ProviderFailure {
  const code: FailureCode = isPersonMissing(message)
    ? "no_person"
    : /risk|sensitive|policy|security|moderation/i.test(message)
      ? "photo_refused"
      : /cloth|garment/i.test(message)
        ? "garment_refused"
        : "generation_failed";
  return { code, retry: false, mayHaveStarted: true, detail: "Kling reported the task as failed" };
}

/** The wording is known from a gateway's warning alone, so it is matched loosely. */
function isPersonMissing(message: string): boolean {
  return /no (human|person)|human (is )?not (found|detected)/i.test(message);
}

/** Names of fields and lengths, never what stands in them: an answer may repeat what was sent. */
function describeBody(body: unknown, text: string): string {
  if (body !== null && typeof body === "object" && !Array.isArray(body))
    return `the fields ${Object.keys(body).slice(0, 12).join(", ") || "(none)"}`;
  return body === undefined ? `${text.length} characters that are no JSON` : "JSON of another kind";
}

/** A code that the table does not know yet: from 5000 on a task may exist, else the status says what it is about. */
function meaningByCode(code: number, status: number): WireMeaning {
  return code >= 5000 ? trouble : meaningOfStatus(status, true);
}
