import { describe, expect, it } from "vitest";
import {
  hasEnded,
  lateCode,
  mayMove,
  moves,
  pauseAfterRefusal,
  type TryOnState,
} from "../../app/try-on/states.ts";

const states: TryOnState[] = ["queued", "submitting", "running", "done", "failed"];
const legal = new Set([
  "queued submitting",
  "queued failed",
  "submitting running",
  "submitting queued",
  "submitting failed",
  "running done",
  "running failed",
]);

describe("a try-on's state", () => {
  it.each(states.flatMap((from) => states.map((to) => [from, to] as const)))("%s to %s", (from, to) => {
    expect(mayMove(from, to)).toBe(legal.has(`${from} ${to}`));
  });

  it("has ended where nothing leads on", () => {
    expect(states.filter(hasEnded)).toEqual(["done", "failed"]);
    expect(Object.keys(moves).toSorted()).toEqual(states.toSorted());
  });

  it.each([
    [0, undefined, 1_000],
    [1, undefined, 2_000],
    [2, undefined, 4_000],
    [9, undefined, 8_000],
    [0, 30_000, 30_000],
    [3, 500, 8_000],
  ])("after %i refusals and a wish of %s ms waits %i ms", (refusals, wish, pause) => {
    expect(pauseAfterRefusal(refusals, wish)).toBe(pause);
  });

  it.each<[TryOnState, number, string]>([
    ["queued", 0, "busy"],
    ["queued", 1, "timed_out"],
    ["submitting", 0, "timed_out"],
    ["running", 0, "timed_out"],
  ])("that is late as %s after %i refusals fails as %s", (state, refusedStarts, code) => {
    expect(lateCode({ state, refusedStarts })).toBe(code);
  });
});
