import { describe, expect, it } from "vitest";
import { parseJson, rawNumber } from "../../app/providers/json.ts";

describe("reading JSON", () => {
  it.each<[string, unknown]>([
    ["7", 7],
    ["-7", -7],
    ["0", 0],
    ["1.5", 1.5],
    ["1e3", 1000],
    ["9007199254740991", Number.MAX_SAFE_INTEGER],
    ["-9007199254740991", Number.MIN_SAFE_INTEGER],
    ['"835266081714884677"', "835266081714884677"],
    ["null", null],
    ["true", true],
    ['""', ""],
    ['{"a":[1,{"b":"图片"}]}', { a: [1, { b: "图片" }] }],
  ])("is as ever for %s", (text, value) => {
    expect(parseJson(text)).toStrictEqual(value);
  });

  it.each([
    "9007199254740992",
    "9007199254740993",
    "835266081714884677",
    "-835266081714884677",
    "18446744073709551615",
    "123456789012345678901234567890",
  ])("keeps every digit of %s", (digits) => {
    expect(parseJson(digits)).toBe(digits);
    expect(parseJson(` { "data" : [ { "id" : ${digits} } ] } `)).toStrictEqual({ data: [{ id: digits }] });
  });

  it.each(["1e300", "1.5e20", "9007199254740993.5"])(
    "leaves what is no row of digits a number: %s",
    (text) => {
      expect(parseJson(text)).toBe(Number(text));
    },
  );

  it.each(["", " ", "{", '{"a":', "undefined", "<html>", "{'a':1}", '{"a":1}//', "NaN", "01", "\u0000"])(
    "is undefined for what is no JSON: %j",
    (text) => {
      expect(parseJson(text)).toBeUndefined();
    },
  );

  it("makes no object of another kind out of an answer's names", () => {
    const read = parseJson('{"__proto__":{"isAdmin":true}}');
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
    expect(read).not.toHaveProperty("isAdmin");
  });
});

describe("a whole number of any length", () => {
  it.each(["0", "7", "-7", "835266081714884677", "123456789012345678901234567890"])(
    "is written as it stands, and read again: %s",
    (digits) => {
      const text = JSON.stringify({ element_list: [{ element_id: rawNumber(digits) }] });
      expect(text).toBe(`{"element_list":[{"element_id":${digits}}]}`);
      expect(JSON.stringify(parseJson(text)).replaceAll('"', "")).toBe(text.replaceAll('"', ""));
    },
  );

  it.each(["", "-", "007", "1.5", "1e3", " 7", "7 ", "+7", "0x10", "seven", '7,"a":1', "7\n"])(
    "is nothing else, so that nothing can be slipped into a body: %j",
    (text) => {
      expect(() => rawNumber(text)).toThrow("a whole number was expected");
    },
  );
});
