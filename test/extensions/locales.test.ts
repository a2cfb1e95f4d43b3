import { describe, expect, test } from "vitest";
import { shopperSentences } from "../../app/providers/failures.ts";
import { refusals } from "../../app/refusals.ts";
import { list, read } from "./files.ts";
import { languages, placeholders, words } from "./words.ts";

/** What only a broken block or a stranger could get has no words of its own: the general sentence will do. */
const withoutWords = ["bad_request", "consent_missing", "repeated", "unknown_shop"];
/** Nothing in the dialog asks for an outfit yet. */
const notYet = ["outfit_not_possible", "outfit_not_wearable"];
const codes = [...Object.keys(refusals), ...Object.keys(shopperSentences), "general"].filter(
  (code) => ![...withoutWords, ...notYet].includes(code),
);

const liquid = ["blocks", "snippets"]
  .flatMap((part) => list(part).map((file) => read(`${part}/${file}`)))
  .join("\n");

function keysIn(pattern: RegExp): string[] {
  return [...new Set([...liquid.matchAll(pattern)].map((match) => match[1] ?? ""))].sort();
}

test("every language is there, for shoppers and for the theme editor, and no other", () => {
  const expected = ["en.default", ...languages].flatMap((name) => [`${name}.json`, `${name}.schema.json`]);
  expect(list("locales").sort()).toStrictEqual(expected.sort());
});

describe.each(languages)("%s", (language) => {
  test.each(["", ".schema"] as const)(
    "has the keys of English in their order, with the same placeholders: %j",
    (kind) => {
      const shape = (all: Map<string, string>) =>
        [...all].map(([key, text]) => [key, ...placeholders(text)].join(" "));
      expect(shape(words(language, kind))).toStrictEqual(shape(words("en", kind)));
    },
  );
});

test("every key that Liquid prints exists, and every key is printed", () => {
  expect(keysIn(/['"]([\w.]+)['"] \| t\b/g)).toStrictEqual([...words("en").keys()].sort());
});

test("every key that the theme editor shows exists, and every key is shown", () => {
  expect(keysIn(/"t:([\w.]+)"/g)).toStrictEqual([...words("en", ".schema").keys()].sort());
});

test("every failure code has its sentence", () => {
  const english = words("en");
  expect(codes.filter((code) => !english.get(`trouble.${code}`))).toStrictEqual([]);
  const printed = read("snippets/try-it-on-words.liquid");
  expect(codes.filter((code) => !printed.includes(`"${code}": {{ 'trouble.${code}'`))).toStrictEqual([]);
});

test("a file of words stays below the 15 KB that Shopify takes", () => {
  const size = (file: string) => Buffer.byteLength(read(`locales/${file}`));
  expect(list("locales").filter((file) => size(file) >= 15_000)).toStrictEqual([]);
});
