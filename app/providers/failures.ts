/**
 * Every way in which a try-on can fail, and what each means to the two people who meet it. A shopper sees one of few
 * codes and its sentence: the state of a merchant's account is not the shopper's business, and a provider's own words
 * never get this far.
 */
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

type Meaning = { shopper: ShopperCode; merchant: string; unwell?: true; elsewhere?: true };

/**
 * `unwell` marks what concerns the connection itself: every further try-on would fail in the same way. `elsewhere` marks
 * what says nothing of the pictures, so that another connection may well take what this one refused.
 */
export const failures = {
  key_refused: {
    shopper: "not_ready",
    merchant: "The provider refused the key. Enter it again, or make a new one in the provider's console.",
    unwell: true,
    elsewhere: true,
  },
  balance_gone: {
    shopper: "not_ready",
    merchant:
      "The provider account has no balance or resource pack left. Top it up in the provider's console.",
    unwell: true,
    elsewhere: true,
  },
  not_permitted: {
    shopper: "not_ready",
    merchant: "The key may not use this model. Choose another model, or allow it in the provider's console.",
    unwell: true,
    elsewhere: true,
  },
  address_not_allowed: {
    shopper: "not_ready",
    merchant: "The provider only accepts calls from listed addresses. Take the limit off this key.",
    unwell: true,
    elsewhere: true,
  },
  busy: {
    shopper: "busy",
    merchant:
      "More try-ons at once than could be taken in time. Set the parallel limit to what the provider account allows, buy a larger pack there, or let try-ons wait longer in the settings.",
    elsewhere: true,
  },
  request_refused: {
    shopper: "provider_trouble",
    merchant: "The provider refused the request. Look at the model and the product's picture.",
  },
  photo_refused: { shopper: "photo_refused", merchant: "The provider's content rules refused the picture." },
  no_person: { shopper: "no_person", merchant: "The provider found no person in the photo. Nothing to do." },
  garment_refused: {
    shopper: "garment_not_ready",
    merchant: "The provider could not use the product's picture. Choose another one for this product.",
  },
  generation_failed: { shopper: "provider_trouble", merchant: "The provider could not make the picture." },
  provider_trouble: {
    shopper: "provider_trouble",
    merchant: "The provider had trouble. It is usually brief.",
    elsewhere: true,
  },
  unexpected_answer: {
    shopper: "provider_trouble",
    merchant:
      "The address answered in a way this provider does not. Check the base address of the connection.",
    elsewhere: true,
  },
  unreachable: {
    shopper: "provider_trouble",
    merchant: "The provider could not be reached. Check the base address of the connection.",
    elsewhere: true,
  },
  timed_out: { shopper: "timed_out", merchant: "The provider took longer than we wait." },
  unknown_outcome: {
    shopper: "unknown_outcome",
    merchant: "It could not be found out whether the provider took the task, so it was not sent again.",
  },
  result_lost: { shopper: "provider_trouble", merchant: "The provider's picture could not be fetched." },
  connection_gone: {
    shopper: "not_ready",
    merchant: "The connection was removed before the try-on could run.",
  },
  cancelled: { shopper: "cancelled", merchant: "The shopper stopped it. Nothing to do." },
  photo_lost: { shopper: "unknown_outcome", merchant: "The photo was no longer there when its turn came." },
} satisfies Record<string, Meaning>;

export type FailureCode = keyof typeof failures;

export function isFailureCode(code: string): code is FailureCode {
  return Object.hasOwn(failures, code);
}

export function meaningOf(code: FailureCode): Meaning {
  return failures[code];
}
