import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { highestCap } from "../../app/money.ts";
import { createWords } from "../../app/words/words.ts";

const show = (micros: bigint, currency: string) =>
  createWords({ language: "en", messages: {}, currency, timeZone: "UTC" }).money(micros);

describe("money as a merchant reads it", () => {
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
    expect(show(micros, currency)).toBe(shown);
  });

  it("is shown to its last decimal, in currencies with none, two and three of them", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: highestCap }),
        fc.constantFrom("JPY", "EUR", "KWD"),
        (micros, currency) => {
          const digits = show(micros, currency).replace(/[^\d.]/g, "");
          const [whole = "", fraction = ""] = digits.split(".");
          expect(BigInt(whole) * 1_000_000n + BigInt(fraction.padEnd(6, "0"))).toBe(micros);
        },
      ),
    );
  });
});
