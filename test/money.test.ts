import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { highestCap, highestPrice, readMoney, writeMoney } from "../app/money.ts";
import { said } from "../app/words/said.ts";

const amounts = fc.oneof(
  fc.bigInt({ min: 0n, max: highestCap }),
  // With three decimals, which is where the marks of two countries meet.
  fc.bigInt({ min: 0n, max: 999_999n }).map((thousandths) => thousandths * 1_000n),
);

describe("an amount of money", () => {
  it.each([
    ["0.07", 70_000n],
    ["0,07", 70_000n],
    [" 12 ", 12_000_000n],
    ["0", 0n],
    ["007.5", 7_500_000n],
    ["0.000001", 1n],
    ["0.300000", 300_000n],
    ["0.125", 125_000n],
    ["1.1250", 1_125_000n],
    ["1234.567", 1_234_567_000n],
    ["1000000", highestPrice],
  ])("written as %j is read exactly", (text, micros) => {
    expect(readMoney(text, highestPrice)).toEqual({ ok: true, micros });
  });

  it.each([
    ["9".repeat(1_000_000), said("common.amount.high", { most: 1_000_000 })],
    ["", said("common.amount.unreadable")],
    ["seven", said("common.amount.unreadable")],
    ["$5", said("common.amount.unreadable")],
    ["1e3", said("common.amount.unreadable")],
    [".5", said("common.amount.unreadable")],
    ["5.", said("common.amount.unreadable")],
    ["1,000.50", said("common.amount.unreadable")],
    ["0x10", said("common.amount.unreadable")],
    ["Infinity", said("common.amount.unreadable")],
    ["-0.07", said("common.amount.negative")],
    ["−5", said("common.amount.negative")],
    ["0.0000001", said("common.amount.decimals", { most: 6 })],
    ["1,000", said("common.amount.two_ways", { thousands: "1000", decimal: "1,0000" })],
    ["12.500", said("common.amount.two_ways", { thousands: "12500", decimal: "12.5000" })],
    ["1000000.000001", said("common.amount.high", { most: 1_000_000 })],
    ["9".repeat(400), said("common.amount.high", { most: 1_000_000 })],
  ])("written as %j is refused with a sentence", (text, mistake) => {
    expect(readMoney(text, highestPrice)).toEqual({ ok: false, mistake });
  });

  it("is the same again after it was written and read, whatever it is", () => {
    fc.assert(
      fc.property(amounts, (micros) => {
        expect(readMoney(writeMoney(micros), highestCap)).toEqual({ ok: true, micros });
      }),
    );
  });

  it("is the same with a comma as with a point", () => {
    fc.assert(
      fc.property(amounts, (micros) => {
        expect(readMoney(writeMoney(micros).replace(".", ","), highestCap)).toEqual({ ok: true, micros });
      }),
    );
  });

  it("is never made up from a text that is no plain number", () => {
    const isNumber = /^\d+([.,]\d{1,6})?$/;
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[-.,\de ]*$/)), (text) => {
        expect(readMoney(text, highestCap).ok && !isNumber.test(text.trim())).toBe(false);
      }),
    );
  });
});
