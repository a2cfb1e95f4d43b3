/**
 * What Kling's answers mean to us, decided here once. The table is Kling's own (error codes page, also repeated by the
 * gateways); whether a task may exist follows from it: nothing below 5000 makes one.
 */
import type { FailureCode } from "../failures.ts";
import type { Answer } from "../http.server.ts";
import type { ProviderFailure } from "../provider.ts";
import { envelope, relayError } from "./wire.ts";

type Meaning = { code: FailureCode; retry: boolean; mayHaveStarted?: true };

const meanings: Record<number, Meaning> = {
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

const meaningsOfStatus: Record<number, Meaning> = {
  401: { code: "key_refused", retry: false },
  402: { code: "balance_gone", retry: false },
  403: { code: "not_permitted", retry: false },
  404: { code: "unexpected_answer", retry: false },
  413: { code: "request_refused", retry: false },
  429: { code: "busy", retry: true },
};

/** Reads an answer of Kling or of a relay before it. `data` is whatever stood beside code 0. */
export function readAnswer(
  answer: Answer,
): { ok: true; data: unknown } | { ok: false; failure: ProviderFailure } {
  if (answer.kind === "fault") return { ok: false, failure: faultFailure(answer) };
  const body = parseJson(answer.text);
  const read = envelope.safeParse(body);
  if (read.success && read.data.code === 0 && answer.status < 400) return { ok: true, data: read.data.data };
  if (read.success && read.data.code !== 0) {
    const meaning = meanings[read.data.code] ?? meaningByCode(read.data.code, answer.status);
    return { ok: false, failure: failureOf(meaning, `Kling code ${read.data.code}`, answer.retryAfterMs) };
  }
  if (answer.status >= 400) {
    const isRelay = relayError.safeParse(body).success;
    const meaning = meaningByStatus(answer.status, isRelay);
    const detail = `${isRelay ? "the gateway answered" : "HTTP"} ${answer.status}`;
    return { ok: false, failure: failureOf(meaning, detail, answer.retryAfterMs) };
  }
  return { ok: false, failure: unexpected(`HTTP ${answer.status} with a body that is not Kling's envelope`) };
}

/** A task that Kling took and then gave up: HTTP 200, code 0, and the reason only in words. */
export function taskFailure(message: string): ProviderFailure {
  const code: FailureCode = /no (human|person)|human (is )?not (found|detected)/i.test(message)
    ? "no_person"
    : /risk|sensitive|policy|security|moderation/i.test(message)
      ? "photo_refused"
      : /cloth|garment/i.test(message)
        ? "garment_refused"
        : "generation_failed";
  return { code, retry: false, mayHaveStarted: true, detail: "Kling reported the task as failed" };
}

export function unexpected(detail: string): ProviderFailure {
  // A success that can't be read may well have been one.
  return { code: "unexpected_answer", retry: false, mayHaveStarted: true, detail };
}

/** A code that the table does not know yet: from 5000 on a task may exist, else the status says what it is about. */
function meaningByCode(code: number, status: number): Meaning {
  return code >= 5000 ? meaningByStatus(500, true) : meaningByStatus(status, true);
}

function meaningByStatus(status: number, isRelay: boolean): Meaning {
  const known = meaningsOfStatus[status];
  if (known) return known;
  if (status >= 500) return { code: "provider_trouble", retry: true, mayHaveStarted: true };
  // A web page or a stranger's API also answers 400: that says nothing about the key or the request.
  return { code: isRelay ? "request_refused" : "unexpected_answer", retry: false };
}

function failureOf(meaning: Meaning, detail: string, retryAfterMs: number | undefined): ProviderFailure {
  return {
    code: meaning.code,
    retry: meaning.retry,
    mayHaveStarted: meaning.mayHaveStarted ?? false,
    detail,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}

function faultFailure(answer: Answer & { kind: "fault" }): ProviderFailure {
  const code: FailureCode =
    answer.fault === "unreachable" || answer.fault === "refused"
      ? "unreachable"
      : answer.fault === "too_large"
        ? "unexpected_answer"
        : "provider_trouble";
  return {
    code,
    retry: answer.fault !== "refused",
    mayHaveStarted: answer.sent,
    detail: `the call was ${answer.fault}`,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
