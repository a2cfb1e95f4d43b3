/**
 * Words used here, in the tables and on every screen:
 *
 * try-on   one request: a photo and a garment, becoming one result
 * photo    the shopper's picture
 * garment  a product's picture as it goes to the provider
 * result   the picture that the provider made
 * visitor  a shopper, known only by a hash of a random id that the browser keeps
 *
 * A try-on's row holds its state; its job only drives it. Whatever happened before, looking at the row says what to do.
 */
import type { TryOnState } from "@prisma/client";

export type { TryOnState };

export const moves: Record<TryOnState, TryOnState[]> = {
  /** photo safe, provider not asked */
  queued: ["submitting", "failed"],
  /** a billable request may be in flight */
  submitting: ["running", "queued", "failed"],
  /** the provider has it; its operation is saved on the row */
  running: ["done", "failed"],
  /** the result is stored here */
  done: [],
  /** closed with a code from one list */
  failed: [],
};

export function mayMove(from: TryOnState, to: TryOnState): boolean {
  return moves[from].includes(to);
}

export function hasEnded(state: TryOnState): boolean {
  return moves[state].length === 0;
}

/** How long a try-on may take, from the shopper's point of view and the provider's. */
export const limits = {
  /** From the shopper's press until the provider has taken it. */
  takenWithinMs: 60_000,
  /** From there until the result is here. */
  doneWithinMs: 5 * 60_000,
  /** Whatever happens, nothing goes on for longer. */
  overWithinMs: 10 * 60_000,
  /** After this a start can no longer be on its way, so that a look-up's "no such task" can be believed. */
  startSettledMs: 25_000,
  /** How long a result is kept. */
  retentionMs: 24 * 60 * 60_000,
};

/** Pauses between refused starts: 1, 2, 4, 8 seconds, unless the provider names a time. */
export function pauseAfterRefusal(refusedStarts: number, retryAfterMs: number | undefined): number {
  return Math.max(retryAfterMs ?? 0, Math.min(8_000, 1_000 * 2 ** refusedStarts));
}

/** What a shopper is told of the time before a connection has times of its own. */
export const usualMs = 20_000;
