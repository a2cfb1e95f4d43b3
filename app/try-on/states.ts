/**
 * Words used here, in the tables and on every screen:
 *
 * try-on   one request: a photo and a garment or outfit, becoming one result
 * photo    the shopper's picture
 * garment  a product's picture as it goes to the provider
 * outfit   an upper and a lower worn together in one try-on
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

export const openStates: TryOnState[] = ["queued", "submitting", "running"];

export function hasEnded(state: TryOnState): boolean {
  return !openStates.includes(state);
}

/** How long a try-on may take; the first two are the merchant's to choose. */
export type Deadlines = {
  /** From the shopper's press until the provider has taken it. */
  takenWithinMs: number;
  /** From there until the result is here. */
  doneWithinMs: number;
  /** Whatever happens, nothing goes on for longer. */
  overWithinMs: number;
};

export function deadlinesOf(settings: { takenWithinSeconds: number; doneWithinSeconds: number }): Deadlines {
  const takenWithinMs = settings.takenWithinSeconds * 1_000;
  const doneWithinMs = settings.doneWithinSeconds * 1_000;
  return { takenWithinMs, doneWithinMs, overWithinMs: takenWithinMs + doneWithinMs + 4 * 60_000 };
}

/** What is wrong with one whose time is over: with one that never got its turn, nothing but the line. */
export function lateCode(tryOn: { state: TryOnState; refusedStarts: number }): "busy" | "timed_out" {
  return tryOn.state === "queued" && tryOn.refusedStarts === 0 ? "busy" : "timed_out";
}

/** After this a start can no longer be on its way, so that a look-up's "no such task" can be believed. */
export const startSettledMs = 25_000;

/** Pauses between refused starts: 1, 2, 4, 8 seconds, unless the provider names a time. */
export function pauseAfterRefusal(refusedStarts: number, retryAfterMs: number | undefined): number {
  return Math.max(retryAfterMs ?? 0, Math.min(8_000, 1_000 * 2 ** refusedStarts));
}
