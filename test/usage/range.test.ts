import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayAfter, daysFrom, isDay } from "../../app/calendar.ts";
import { lengthOf, longestRange, rangeBefore, readRange } from "../../app/usage/range.ts";

const today = "2026-11-20";
const usual = { range: { from: "2026-10-22", to: today }, preset: "month" };
const read = (query: string) => readRange(new URLSearchParams(query), today);

describe("the days that a merchant asks for", () => {
  it.each([
    ["", usual],
    ["range=today", { range: { from: today, to: today }, preset: "today" }],
    ["range=week", { range: { from: "2026-11-14", to: today }, preset: "week" }],
    ["range=this-month", { range: { from: "2026-11-01", to: today }, preset: "this-month" }],
    ["range=year", { range: { from: "2025-11-21", to: today }, preset: "year" }],
    ["from=2026-02-27&to=2026-03-01", { range: { from: "2026-02-27", to: "2026-03-01" } }],
    ["from=2026-11-20&to=2026-11-20", { range: { from: today, to: today } }],
    // Dates of the merchant's own go before a name.
    ["range=week&from=2026-11-20&to=2026-11-20", { range: { from: today, to: today } }],
  ])("can be %j", (query, wanted) => {
    expect(read(query)).toEqual(wanted);
  });

  it.each([
    ["range=decade", "unreadable"],
    ["from=2026-11-01", "unreadable"],
    ["from=&to=2026-11-01", "unreadable"],
    ["from=2026-02-30&to=2026-03-01", "unreadable"],
    ["from=1&to=2", "unreadable"],
    ["from=%00&to=%F0%9F%91%97", "unreadable"],
    ["from=2026-11-01T00:00&to=2026-11-02", "unreadable"],
    ["from=2026-11-10&to=2026-11-09", "reversed"],
    ["from=2026-11-10&to=2026-11-21", "future"],
    ["from=9998-01-01&to=9999-01-01", "future"],
    ["from=1026-11-20&to=2026-11-20", "too_long"],
    ["from=0001-01-01&to=2026-11-20", "too_long"],
    ["from=0000-01-01&to=0000-01-02", "unreadable"],
  ])("become the usual ones, and that is said, if they are %j", (query, mistake) => {
    expect(read(query)).toMatchObject({ ...usual, mistake: { key: `usage.range.${mistake}` } });
  });

  it("may be a leap year whole, and not a day more", () => {
    expect(read(`from=${dayAfter(today, 1 - longestRange)}&to=${today}`)).not.toHaveProperty("mistake");
    expect(read(`from=${dayAfter(today, -longestRange)}&to=${today}`)).toHaveProperty("mistake");
  });

  it("are never without an answer, whatever stands in the address", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (range, from, to) => {
        const { range: days } = readRange(new URLSearchParams({ range, from, to }), today);
        expect([isDay(days.from), isDay(days.to), days.from <= days.to, days.to <= today]).toEqual(
          Array.from({ length: 4 }, () => true),
        );
      }),
    );
  });

  it("are compared with as many right before", () => {
    const range = { from: "2026-03-01", to: "2026-03-31" };
    const before = rangeBefore(range);
    expect([before.to, lengthOf(before)]).toEqual(["2026-02-28", lengthOf(range)]);
    expect(daysFrom(before.from, range.from)).toBe(31);
  });
});
