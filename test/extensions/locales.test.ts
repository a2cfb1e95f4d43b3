import { expect, test } from "vitest";
import { z } from "zod";
import { shopperSentences } from "../../app/providers/failures.ts";
import { refusals } from "../../app/refusals.ts";
import { blockSchema, list, read } from "./files.ts";

/** What only a broken block or a stranger could get has no words of its own: the general sentence will do. */
const withoutWords = ["bad_request", "consent_missing", "repeated", "unknown_shop"];
/** Nothing in the dialog asks for an outfit yet. */
const notYet = ["outfit_not_possible", "outfit_not_wearable"];
const codes = [...Object.keys(refusals), ...Object.keys(shopperSentences), "general"].filter(
  (code) => ![...withoutWords, ...notYet].includes(code),
);

function words(file: string): Map<string, string> {
  const found = new Map<string, string>();
  const walk = (value: unknown, path: string): void => {
    if (typeof value === "string") found.set(path, value);
    else
      for (const [key, each] of Object.entries(z.record(z.string(), z.unknown()).parse(value)))
        walk(each, `${path}.${key}`);
  };
  walk(JSON.parse(read(`locales/${file}`)), "");
  return new Map([...found].map(([key, value]) => [key.slice(1), value]));
}

function placeholders(text: string): string[] {
  return (text.match(/\{+ ?\w+ ?\}+/g) ?? []).sort();
}

test.each(["", ".schema"])(
  "every language has the same keys with the same placeholders: %s.json",
  (suffix) => {
    const english = words(`en.default${suffix}.json`);
    const languages = list("locales").flatMap(
      (file) => /^([a-z]{2}(?:-[A-Z]{2})?)\.json$/.exec(file)?.[1] ?? [],
    );
    expect(languages.length).toBeGreaterThan(1);
    for (const language of languages) {
      const translated = words(`${language}${suffix}.json`);
      const shape = (all: Map<string, string>) =>
        [...all].map(([key, text]) => [key, ...placeholders(text)].join(" ")).sort();
      expect(shape(translated)).toStrictEqual(shape(english));
    }
  },
);

test("every key that Liquid uses exists, and every key is used", () => {
  const liquid = ["blocks", "snippets"]
    .flatMap((part) => list(part).map((file) => read(`${part}/${file}`)))
    .join("\n");
  const used = new Set([...liquid.matchAll(/'([\w.]+)' \| t\b/g)].map((match) => match[1]));
  expect([...used].sort()).toStrictEqual([...words("en.default.json").keys()].sort());
  const inSchema = new Set(JSON.stringify(blockSchema()).match(/(?<="t:)[\w.]+/g));
  expect([...inSchema].sort()).toStrictEqual([...words("en.default.schema.json").keys()].sort());
});

test("every failure code has its sentence", () => {
  const english = words("en.default.json");
  expect(codes.filter((code) => !english.get(`trouble.${code}`))).toStrictEqual([]);
  const printed = read("snippets/try-it-on-words.liquid");
  expect(codes.filter((code) => !printed.includes(`"${code}": {{ 'trouble.${code}'`))).toStrictEqual([]);
});

test("a locale file stays within Shopify's 15 KB and names within 25 characters", () => {
  const tooLarge = list("locales").filter((file) => Buffer.byteLength(read(`locales/${file}`)) >= 15_000);
  const tooLong = list("locales").filter((file) => (words(file).get("block.name") ?? "").length > 25);
  expect([...tooLarge, ...tooLong]).toStrictEqual([]);
});
