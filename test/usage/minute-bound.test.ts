import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createMinuteBound } from "../../app/usage/minute-bound.ts";

describe("a bound for a minute", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const times = (count: number, pass: () => boolean) => Array.from({ length: count }, pass);

  it("lets so many pass from each sender, and no more", () => {
    const mayPass = createMinuteBound(3);
    expect(times(5, () => mayPass("one"))).toEqual([true, true, true, false, false]);
    expect(times(4, () => mayPass("two"))).toEqual([true, true, true, false]);
  });

  it("lets them pass again when the minute is over, and not before", () => {
    const mayPass = createMinuteBound(1);
    for (let minute = 0; minute < 3; minute += 1) {
      expect(times(2, () => mayPass("one"))).toEqual([true, false]);
      vi.advanceTimersByTime(59_999);
      expect(mayPass("one")).toBe(false);
      vi.advanceTimersByTime(1);
    }
  });

  it("remembers no more senders than it was told to, and those no worse than before", () => {
    const mayPass = createMinuteBound(2, 2);
    expect(["one", "two", "three", "one", "two", "three"].map(mayPass)).toEqual([
      true,
      true,
      false,
      true,
      true,
      false,
    ]);
    vi.advanceTimersByTime(60_000);
    expect(mayPass("three")).toBe(true);
  });

  it("has forgotten everybody after a minute, also if nobody comes any more", () => {
    const mayPass = createMinuteBound(1);
    expect(vi.getTimerCount()).toBe(0);
    mayPass("one");
    mayPass("two");
    expect(vi.getTimerCount()).toBe(1);
    vi.advanceTimersByTime(60_000);
    expect(vi.getTimerCount()).toBe(0);
  });
});
