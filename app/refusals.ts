/** Why a request of a shopper's is not taken. Nothing has been stored and nothing been paid when one of these is given. */
export const refusals = {
  bad_request: { status: 400, sentence: "The request is not complete." },
  photo_missing: { status: 400, sentence: "There is no photo in the request." },
  consent_missing: { status: 400, sentence: "Please agree to the use of your photo first." },
  consent_outdated: {
    status: 409,
    sentence: "What happens to your photo has changed meanwhile. Please read it and agree again.",
  },
  too_many: {
    status: 429,
    sentence: "You have tried on as much as this shop allows for today. Come back tomorrow.",
  },
  busy: {
    status: 429,
    sentence: "Many people are trying things on right now. Please try again in a minute.",
  },
  repeated: { status: 409, sentence: "This request has been received already." },
  photo_too_large: { status: 413, sentence: "This photo is larger than 10 MB. Please choose a smaller one." },
  photo_type: {
    status: 415,
    sentence: "This file is not a photo we can read. JPEG, PNG, WebP and HEIC work.",
  },
  photo_unreadable: { status: 422, sentence: "This photo is damaged. Please choose another one." },
  photo_too_small: {
    status: 422,
    sentence: "This photo is too small. It needs more than 300 pixels on each side.",
  },
  photo_shape: {
    status: 422,
    sentence: "This photo is too long and narrow. Please crop it or choose another one.",
  },
  product_not_found: { status: 404, sentence: "This product can't be tried on." },
  garment_not_ready: { status: 422, sentence: "This product has no picture that can be tried on." },
  outfit_not_possible: {
    status: 422,
    sentence: "This shop's try-on shows one garment at a time.",
  },
  outfit_not_wearable: {
    status: 422,
    sentence: "These two can't be tried on together: choose a top and a bottom.",
  },
  not_ready: { status: 503, sentence: "Try-on is taking a break in this shop. Please come back later." },
  unknown_shop: { status: 404, sentence: "This shop does not use Fitting Room." },
  gone: { status: 404, sentence: "This try-on is no longer kept." },
} as const;

export type RefusalCode = keyof typeof refusals;
/** What the shopper's page gets. */
export function refusalBody(code: RefusalCode) {
  return { error: { code, message: refusals[code].sentence } };
}

export type Refused = { ok: false; code: RefusalCode; retryAfterSeconds?: number };
export type Taken<Value> = { ok: true; value: Value } | Refused;

export function refuse(code: RefusalCode, retryAfterSeconds?: number): Refused {
  return { ok: false, code, ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) };
}
