import { describe, expect, it } from "vitest";
import { readMatches } from "../../../app/try-on/garments/read-matches.ts";

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 2);

describe("a question for matches", () => {
  it.each<[string, bigint[]]>([
    ["2", [2n]],
    ["3,2", [3n, 2n]],
    ["2,3,2,0002", [2n, 3n]],
    ["1,2,01", [2n]],
    ["1", []],
    ["999999999999999999", [999_999_999_999_999_999n]],
    [numbers(20).join(","), numbers(20).map(BigInt)],
  ])("for 1 with %s is about each other product once, in this order", (candidates, asked) => {
    expect(readMatches({ product_id: "1", candidates })).toEqual({
      ok: true,
      value: { productId: 1n, candidates: asked },
    });
  });

  it.each<Record<string, string>>([
    {},
    { product_id: "1" },
    { candidates: "2" },
    { product_id: "", candidates: "2" },
    { product_id: "one", candidates: "2" },
    { product_id: "1,2", candidates: "2" },
    { product_id: "9999999999999999999", candidates: "2" },
    { product_id: "1", candidates: "" },
    { product_id: "1", candidates: "2," },
    { product_id: "1", candidates: ",2" },
    { product_id: "1", candidates: "2;3" },
    { product_id: "1", candidates: "2, 3" },
    { product_id: "1", candidates: "two" },
    { product_id: "1", candidates: "-2" },
    { product_id: "1", candidates: "2.5" },
    { product_id: "1", candidates: "9999999999999999999" },
    { product_id: "1", candidates: numbers(21).join(",") },
    { product_id: "1", candidates: Array(21).fill("2").join(",") },
  ])("is refused as %j", (query) => {
    expect(readMatches(query)).toEqual({ ok: false, code: "bad_request" });
  });
});
