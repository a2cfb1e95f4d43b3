/**
 * What every provider can do. Starting costs the merchant money, so a failure always says whether a task may exist all
 * the same: only its adapter can judge that, and nobody decides it again elsewhere.
 */
import type { FailureCode } from "./failures.ts";

export type ProviderFailure = {
  code: FailureCode;
  /** Whether the same call may succeed later. */
  retry: boolean;
  retryAfterMs?: number;
  /** Whether the provider may have taken the task although the answer was no success. */
  mayHaveStarted: boolean;
  /** For the log and the merchant: what was seen, without secrets and pictures. */
  detail: string;
};

export type Outcome<Value> = { ok: true; value: Value } | { ok: false; failure: ProviderFailure };

/** What the provider needs to be asked about a task again. Saved on the try-on, read by its own adapter alone. */
export type Operation = { [key: string]: string };

export type GarmentKind = "upper" | "lower" | "dress";

/** A picture on its way out: by its address, or as bytes that were made here. */
export type SentPicture = { address: string } | { bytes: Buffer };

/** `merged`: an upper and a lower on one picture, for models that find both on it. `separate`: one picture each. */
export type Garments =
  | { wear: "one"; kind: GarmentKind; picture: SentPicture }
  | { wear: "merged"; picture: SentPicture }
  | { wear: "separate"; upper: SentPicture; lower: SentPicture };

export type StartInput = {
  /** The try-on's id, given along so that a start with an unknown outcome can be looked up. */
  externalId: string;
  /** JPEG: upright, without metadata, within the provider's limits; and a short-lived address of the same. */
  photo: { bytes: Buffer; address: string };
  garments: Garments;
  callbackAddress: string;
};

export type TaskStatus =
  | { state: "running" }
  | { state: "done"; pictureAddress: string }
  | { state: "failed"; failure: ProviderFailure };

/** `none` is a proof that no task was made; `unsupported` says that this provider cannot tell. */
export type Found = { found: "task"; operation: Operation } | { found: "none" } | { found: "unsupported" };

export type Provider = {
  start: (input: StartInput) => Promise<Outcome<Operation>>;
  status: (operation: Operation) => Promise<Outcome<TaskStatus>>;
  find: (externalId: string) => Promise<Outcome<Found>>;
  /** The cheapest real call that proves the credentials, and the balance where the provider tells it. */
  check: () => Promise<Outcome<{ balance?: number }>>;
};

/** A picture as most providers take it: its address, or bare base64. With a `data:` prefix they refuse it. */
export function pictureField(picture: SentPicture): string {
  return "address" in picture ? picture.address : picture.bytes.toString("base64");
}

/** Said before anything is sent, so nothing can have started. */
export function refuseUnsent(detail: string): { ok: false; failure: ProviderFailure } {
  return { ok: false, failure: { code: "request_refused", retry: false, mayHaveStarted: false, detail } };
}
