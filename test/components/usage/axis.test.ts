import { describe, expect, it } from "vitest";
import { axisOf } from "../../../app/components/usage/axis.ts";

const ends: [number, number] = [200, 0];

describe("a chart's axis", () => {
  it("names no amounts where there are none", () => {
    const { ticks, y } = axisOf(0, ends);
    expect([ticks, y(0)]).toEqual([[], 200]);
  });

  it.each([
    [1, [0, 1]],
    [2, [0, 1, 2]],
    [3, [0, 1, 2, 3]],
    [70_000, [0, 20_000, 40_000, 60_000, 80_000]],
  ])("goes by whole steps up to %d", (highest, ticks) => {
    expect(axisOf(highest, ends).ticks).toEqual(ticks);
  });

  it("has room for the highest amount", () => {
    for (const highest of [1, 7, 13, 999_999])
      expect(axisOf(highest, ends).y(highest)).toBeGreaterThanOrEqual(0);
  });
});
