import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { highestCap, highestPrice, readMoney, showMoney, writeMoney } from "../app/money.ts";

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
    ["", "Enter an amount such as 0.07"],
    ["seven", "Enter an amount such as 0.07"],
    ["$5", "Enter an amount such as 0.07"],
    ["1e3", "Enter an amount such as 0.07"],
    [".5", "Enter an amount such as 0.07"],
    ["5.", "Enter an amount such as 0.07"],
    ["1,000.50", "Enter an amount such as 0.07"],
    ["0x10", "Enter an amount such as 0.07"],
    ["Infinity", "Enter an amount such as 0.07"],
    ["-0.07", "can't be negative"],
    ["−5", "can't be negative"],
    ["0.0000001", "6 decimals at most"],
    ["1,000", "Write 1000 if the mark divides thousands, or 1,0000 if"],
    ["12.500", "Write 12500 if the mark divides thousands, or 12.5000 if"],
    ["1000000.000001", "Enter 1,000,000 at most."],
    ["9".repeat(400), "Enter 1,000,000 at most."],
  ])("written as %j is refused with a sentence", (text, sentence) => {
    expect(readMoney(text, highestPrice)).toEqual({ ok: false, mistake: expect.stringContaining(sentence) });
  });

  it.each([
    [70_000n, "EUR", "€0.07"],
    [7_500_000n, "USD", "$7.50"],
    [1n, "USD", "$0.000001"],
    [72_500n, "USD", "$0.0725"],
    [1_234_567_000_000n, "USD", "$1,234,567.00"],
    [11_000_000n, "JPY", "¥11"],
    [10_500_000n, "JPY", "¥10.5"],
    [70_000n, "KWD", "KWD\u00a00.070"],
    [0n, "GBP", "£0.00"],
    [500_000n, "CNY", "CN¥0.50"],
  ])("of %d millionths in %s is shown as %s", (micros, currency, shown) => {
    expect(showMoney(micros, currency)).toBe(shown);
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

  it("is shown to its last decimal, in currencies with none, two and three of them", () => {
    fc.assert(
      fc.property(amounts, fc.constantFrom("JPY", "EUR", "KWD"), (micros, currency) => {
        const digits = showMoney(micros, currency).replace(/[^\d.]/g, "");
        const [whole = "", fraction = ""] = digits.split(".");
        expect(BigInt(whole) * 1_000_000n + BigInt(fraction.padEnd(6, "0"))).toBe(micros);
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
