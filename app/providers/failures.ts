/**
 * Every way in which a try-on can fail, and what each means to the two people who meet it. A shopper sees one of few
 * codes and its sentence: the state of a merchant's account is not the shopper's business, and a provider's own words
 * never get this far. What the merchant reads stands in app/words, by the failure's code.
 */
import { type Said, said } from "../words/said.ts";

export type ShopperCode =
  | "photo_refused"
  | "no_person"
  | "garment_not_ready"
  | "not_ready"
  | "busy"
  | "timed_out"
  | "unknown_outcome"
  | "cancelled"
  | "provider_trouble"
  | "gone";

export const shopperSentences: Record<ShopperCode, string> = {
  photo_refused: "This photo can't be used. Please try another one.",
  no_person: "We couldn't find a person in this photo. Try one that shows you from head to knee.",
  garment_not_ready: "This product can't be tried on just now.",
  not_ready: "Try-on is taking a break in this shop. Please come back later.",
  busy: "Many people are trying things on right now. Please try again in a minute.",
  timed_out: "This took too long, so we stopped. Please try again.",
  unknown_outcome: "Something went wrong on the way, so we stopped. Please try again.",
  cancelled: "You stopped this one. Your photo is deleted.",
  provider_trouble: "The picture couldn't be made this time. Please try again.",
  gone: "This picture is no longer kept.",
};

type Meaning = { shopper: ShopperCode; unwell?: true; elsewhere?: true };

/**
 * `unwell` marks what concerns the connection itself: every further try-on would fail in the same way. `elsewhere` marks
 * what says nothing of the pictures, so that another connection may well take what this one refused.
 */
export const failures = {
  key_refused: { shopper: "not_ready", unwell: true, elsewhere: true },
  balance_gone: { shopper: "not_ready", unwell: true, elsewhere: true },
  not_permitted: { shopper: "not_ready", unwell: true, elsewhere: true },
  address_not_allowed: { shopper: "not_ready", unwell: true, elsewhere: true },
  busy: { shopper: "busy", elsewhere: true },
  request_refused: { shopper: "provider_trouble" },
  photo_refused: { shopper: "photo_refused" },
  no_person: { shopper: "no_person" },
  garment_refused: { shopper: "garment_not_ready" },
  generation_failed: { shopper: "provider_trouble" },
  provider_trouble: { shopper: "provider_trouble", elsewhere: true },
  unexpected_answer: { shopper: "provider_trouble", elsewhere: true },
  unreachable: { shopper: "provider_trouble", elsewhere: true },
  timed_out: { shopper: "timed_out" },
  unknown_outcome: { shopper: "unknown_outcome" },
  result_lost: { shopper: "provider_trouble" },
  connection_gone: { shopper: "not_ready" },
  cancelled: { shopper: "cancelled" },
  photo_lost: { shopper: "unknown_outcome" },
} satisfies Record<string, Meaning>;

export type FailureCode = keyof typeof failures;

export function isFailureCode(code: string): code is FailureCode {
  return Object.hasOwn(failures, code);
}

export function meaningOf(code: FailureCode): Meaning {
  return failures[code];
}

/** What went wrong and what to do about it, as a merchant reads it. */
export function explainFailure(code: string): Said {
  return said(isFailureCode(code) ? `failures.${code}` : "failures.not_known");
}
