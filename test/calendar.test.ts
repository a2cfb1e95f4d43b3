import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayIn, monthOf, nextMonthAfter, secondsUntilNextDay } from "../app/calendar.ts";

const hours = (count: number) => count * 3_600;

describe("a shop's day", () => {
  it.each([
    ["UTC", "2026-11-30T23:59:59.999Z", "2026-11-30"],
    ["UTC", "2026-12-01T00:00:00Z", "2026-12-01"],
    ["Europe/Berlin", "2026-11-30T22:59:59Z", "2026-11-30"],
    ["Europe/Berlin", "2026-11-30T23:00:00Z", "2026-12-01"],
    ["America/Los_Angeles", "2027-01-01T07:59:59Z", "2026-12-31"],
    ["Pacific/Kiritimati", "2026-12-31T10:00:00Z", "2027-01-01"],
    ["Asia/Kathmandu", "2028-02-28T18:15:00Z", "2028-02-29"],
  ])("in %s at %s is %s", (timeZone, at, day) => {
    expect(dayIn(timeZone, new Date(at))).toBe(day);
    expect(monthOf(day)).toBe(day.slice(0, day.lastIndexOf("-")));
  });

  it.each([
    ["2026-01-31", "2026-02-01"],
    ["2026-02-01", "2026-03-01"],
    ["2028-02-29", "2028-03-01"],
    ["2026-11-20", "2026-12-01"],
    ["2026-12-01", "2027-01-01"],
    ["2026-12-31", "2027-01-01"],
  ])("%s is in a month that the one of %s follows", (day, next) => {
    expect(nextMonthAfter(day)).toBe(next);
  });

  it.each([
    ["the second before midnight", "UTC", "2026-11-30T23:59:59Z", 1],
    ["less than a second before it", "UTC", "2026-11-30T23:59:59.500Z", 1],
    ["midnight itself, with a whole day to come", "UTC", "2026-11-30T00:00:00Z", hours(24)],
    ["the day of 23 hours", "Europe/Berlin", "2026-03-28T23:00:00Z", hours(23)],
    ["the day of 25 hours", "Europe/Berlin", "2026-10-24T22:00:00Z", hours(25)],
    ["the day whose midnight is left out", "America/Santiago", "2026-09-06T03:00:00Z", hours(1)],
  ])("ends in so many seconds: %s", (_what, timeZone, at, seconds) => {
    expect(secondsUntilNextDay(timeZone, new Date(at))).toBe(seconds);
  });

  it("ends where the next begins, in every zone and at every time", () => {
    const zones = fc.constantFrom(...Intl.supportedValuesOf("timeZone"));
    const times = fc.date({ min: new Date("2024-01-01"), max: new Date("2036-01-01"), noInvalidDate: true });
    const property = fc.property(zones, times, (timeZone, at) => {
      const seconds = secondsUntilNextDay(timeZone, at);
      const after = (count: number) => dayIn(timeZone, new Date(at.getTime() + count * 1_000));
      expect(after(seconds - 1)).toBe(dayIn(timeZone, at));
      expect(after(seconds) > dayIn(timeZone, at)).toBe(true);
    });
    fc.assert(property, { numRuns: 300 });
  });
});
