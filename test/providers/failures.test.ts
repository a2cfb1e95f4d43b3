import { describe, expect, it } from "vitest";
import english from "../../app/words/en/failures.json" with { type: "json" };
import {
  explainFailure,
  type FailureCode,
  failures,
  isFailureCode,
  meaningOf,
  shopperSentences,
} from "../../app/providers/failures.ts";

/** Whether another connection may take it over, and whether every further try-on would fail in the same way. */
const table: Record<FailureCode, [elsewhere: boolean, unwell: boolean]> = {
  key_refused: [true, true],
  balance_gone: [true, true],
  not_permitted: [true, true],
  address_not_allowed: [true, true],
  busy: [true, false],
  provider_trouble: [true, false],
  unexpected_answer: [true, false],
  unreachable: [true, false],
  request_refused: [false, false],
  photo_refused: [false, false],
  no_person: [false, false],
  garment_refused: [false, false],
  generation_failed: [false, false],
  timed_out: [false, false],
  unknown_outcome: [false, false],
  result_lost: [false, false],
  connection_gone: [false, false],
  cancelled: [false, false],
  photo_lost: [false, false],
};
const codes = Object.keys(table).filter(isFailureCode);

describe("a failure", () => {
  it("is one of these, and each of these is one", () => {
    expect(Object.keys(failures).toSorted()).toEqual(codes.toSorted());
  });

  it.each(codes)("%s goes elsewhere and makes unwell as the table says", (code) => {
    const { elsewhere = false, unwell = false } = meaningOf(code);
    expect([elsewhere, unwell]).toEqual(table[code]);
  });

  it.each(codes)("%s has a sentence for each of the two who meet it", (code) => {
    const { shopper } = meaningOf(code);
    expect(shopperSentences[shopper]).toMatch(/^[A-Z].+\.$/);
    expect(explainFailure(code)).toEqual({ key: `failures.${code}` });
    expect(english[code]).toMatch(/^[A-Z].+\.$/);
  });

  it.each(codes.filter((code) => meaningOf(code).unwell))(
    "%s tells a shopper nothing of the merchant's account",
    (code) => {
      expect(meaningOf(code).shopper).toBe("not_ready");
    },
  );

  it("that another version wrote is explained as one that is not known", () => {
    expect(explainFailure("constructor")).toEqual({ key: "failures.not_known" });
  });

  it.each(["constructor", "toString", "__proto__", "", "BUSY"])("is not %j", (code) => {
    expect(isFailureCode(code)).toBe(false);
  });
});
