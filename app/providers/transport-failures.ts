/** What goes wrong below a provider's own words is the same for all of them. */
import type { FailureCode } from "./failures.ts";
import type { Answer } from "./http.server.ts";
import type { ProviderFailure } from "./provider.ts";

export type WireMeaning = { code: FailureCode; retry: boolean; mayHaveStarted?: true };

export const trouble: WireMeaning = { code: "provider_trouble", retry: true, mayHaveStarted: true };

const meaningsOfStatus: Record<number, WireMeaning> = {
  401: { code: "key_refused", retry: false },
  402: { code: "balance_gone", retry: false },
  403: { code: "not_permitted", retry: false },
  404: { code: "unexpected_answer", retry: false },
  429: { code: "busy", retry: true },
};

/** `isKnown`: the body was of a shape that we know. A stranger's 400 says nothing about the request. */
export function meaningOfStatus(status: number, isKnown: boolean): WireMeaning {
  const known = meaningsOfStatus[status];
  if (known) return known;
  if (status >= 500) return trouble;
  return { code: isKnown ? "request_refused" : "unexpected_answer", retry: false };
}

export function failureOf(meaning: WireMeaning, detail: string, retryAfterMs?: number): ProviderFailure {
  return {
    code: meaning.code,
    retry: meaning.retry,
    mayHaveStarted: meaning.mayHaveStarted ?? false,
    detail,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}

export function faultFailure(answer: Answer & { kind: "fault" }): ProviderFailure {
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

/** A success that can't be read may well have been one. */
export function unexpected(detail: string): ProviderFailure {
  return { code: "unexpected_answer", retry: false, mayHaveStarted: true, detail };
}
