import { describe, expect, it } from "vitest";
import { expectedMs, type Pace } from "../../../app/try-on/waiting/expected-time.ts";

const pace = (changes: Partial<Pace> = {}): Pace => ({
  times: [8_000, 10_000, 12_000],
  atOnce: 2,
  runningFor: [],
  ...changes,
});

describe("the time until a try-on has ended, of one in line", () => {
  const cases: [string, Pace, number, number][] = [
    ["is the usual time where nobody is ahead and nothing runs", pace(), 0, 10_000],
    ["is no longer with one ahead, as two may run at once", pace(), 1, 10_000],
    ["is one turn longer for the third", pace(), 2, 20_000],
    ["is three turns longer for the eighth", pace(), 7, 40_000],
    ["uses the place that is free beside one that runs", pace({ runningFor: [1_000] }), 0, 10_000],
    ["waits for the first of those that run to end", pace({ runningFor: [1_000, 7_000] }), 0, 13_000],
    ["waits for the second to end when somebody is ahead", pace({ runningFor: [1_000, 7_000] }), 1, 19_000],
    [
      "waits for the last to end where the limit was lowered meanwhile",
      pace({ atOnce: 1, runningFor: [1_000, 7_000] }),
      0,
      19_000,
    ],
    ["is a guess for a connection that has shown nothing yet", pace({ times: [] }), 0, 20_000],
    ["is not moved by one that took an age", pace({ times: [10_000, 10_000, 300_000] }), 0, 10_000],
    ["takes a limit of none for one", pace({ atOnce: 0 }), 1, 20_000],
    ["is never shorter than a second", pace({ times: [40] }), 0, 1_000],
  ];
  it.each(cases)("%s", (_what, of, ahead, expected) => {
    expect(expectedMs(of, { ahead })).toBe(expected);
  });
});

describe("the time until a try-on has ended, of one that runs", () => {
  const cases: [string, Pace, number, number][] = [
    ["is the rest of the usual time", pace(), 4_000, 6_000],
    ["is the rest of the longer times when the shorter ones are past", pace(), 11_000, 1_000],
    ["goes on growing when it has outlasted all others", pace(), 40_000, 10_000],
    ["is that of the longer ones up to the last moment", pace(), 9_999, 2_001],
    ["is never shorter than a second", pace({ times: [10_000] }), 9_900, 1_000],
  ];
  it.each(cases)("%s", (_what, of, runningFor, expected) => {
    expect(expectedMs(of, { runningFor })).toBe(expected);
  });
});
