import { describe, expect, it } from "vitest";
import { pauseBeforePoll } from "../../../app/try-on/waiting/polling.ts";

/** When a provider that never calls back is asked, from the moment it was given the task. */
function looks(times: number[], untilMs: number): number[] {
  const at: number[] = [];
  for (let ms = 0; ms <= untilMs; at.push(ms)) ms += pauseBeforePoll(ms, times);
  return at;
}

describe("asking a provider that does not call back", () => {
  const ten = [10_000, 10_000, 10_000, 10_000];

  const cases: [string, number[], number, number][] = [
    ["begins shortly before the connection's try-ons are usually done", ten, 0, 8_000],
    ["begins by the quick ones of them", [20_000, 5_000, 20_000, 10_000, 30_000], 0, 8_000],
    ["begins early where nothing is known", [], 0, 4_000],
    ["begins as late as it has to, also when the process was started again meanwhile", ten, 3_000, 5_000],
    ["is not done more often than once a second", [10], 0, 1_000],
    ["is repeated soon at first", ten, 8_000, 1_000],
    ["is repeated more and more seldom", ten, 20_000, 6_000],
    ["is repeated at least every fifteen seconds", ten, 200_000, 15_000],
    ["waits for a long first pause no longer than that", [120_000], 0, 15_000],
  ];
  it.each(cases)("%s", (_what, times, runningFor, pause) => {
    expect(pauseBeforePoll(runningFor, times)).toBe(pause);
  });

  it("costs a few calls and a second of waiting for a task that takes as long as usual", () => {
    expect(looks(ten, 10_000)).toEqual([8_000, 9_000, 10_000, 11_000]);
  });

  it("finds its way to a provider that has become quicker", () => {
    let times = Array.from({ length: 15 }, () => 20_000);
    for (let tryOn = 0; tryOn < 150; tryOn += 1)
      times = [looks(times, 120_000).find((at) => at >= 6_000) ?? 0, ...times].slice(0, 15);
    expect(times[0]).toBeLessThan(7_100);
  });

  it("costs some thirty calls at most for a task that takes five minutes where ten seconds are usual", () => {
    expect(looks(ten, 300_000).length).toBeLessThan(30);
  });
});
