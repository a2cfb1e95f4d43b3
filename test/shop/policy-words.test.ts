import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { timeText } from "../../app/shop/time-text.ts";
import { chooseLanguage, policyWords } from "../../app/shop/policy-words.ts";
import { misprints } from "../helpers/typography.ts";

const languages = Object.keys(policyWords).map(chooseLanguage);

/** Some languages keep number and unit on one line. */
const plain = (text: string) => text.replaceAll("\u00a0", " ");

describe("the words of the policy", () => {
  const shapeOf = (words: Record<string, string>) =>
    Object.entries(words)
      .map(([key, text]) => [key, ...(text.match(/\{\w+\}/g) ?? []).toSorted()].join(" "))
      .toSorted();

  it.each(languages)("are complete, with the same gaps in each language: %s", (language) => {
    expect(shapeOf(policyWords[language])).toEqual(shapeOf(policyWords.en));
    expect(Object.values(policyWords[language]).every((text) => /\S/.test(text))).toBe(true);
  });

  it.each(languages)("are set as the language sets them: %s", (language) => {
    const wrong = Object.entries(policyWords[language]).flatMap(([key, text]) =>
      misprints(language, text).map((piece) => `${key}: ${piece}`),
    );
    expect(wrong).toEqual([]);
  });

  it.each(languages.filter((language) => language !== "en"))(
    "are left in English nowhere: %s",
    (language) => {
      const english: Record<string, string> = policyWords.en;
      const same = Object.entries(policyWords[language]).filter(([key, text]) => english[key] === text);
      expect(same).toEqual([]);
    },
  );

  it("are all used by the page, and no others", () => {
    const path = fileURLToPath(new URL("../../app/shop/policy-page.ts", import.meta.url));
    const quoted = readFileSync(path, "utf8").match(/(?<=")[a-z]+(?:_[a-z]+)*(?=")/g) ?? [];
    const unused = Object.keys(policyWords.en).filter((key) => !quoted.some((word) => word === key));
    expect(unused).toEqual([]);
  });

  it.each([
    ["de", "de"],
    ["fr-CA", "fr"],
    ["DE-at", "de"],
    ["", "en"],
    ["nb", "en"],
    ["nb,fr;q=0.8,de;q=0.9", "de"],
    ["zh-CN", "zh"],
    ["zh-Hant-TW,en;q=0.8", "zh"],
    ["pt-BR", "pt"],
    ["pt-PT,en;q=0.8", "pt"],
    ["de;q=0,fr;q=0.1", "fr"],
    ["de,fr", "de"],
    ["toString,__proto__", "en"],
    ["fr;q=nonsense", "en"],
  ])("are chosen by what a reader wants: %j gets %s", (wanted, language) => {
    expect(chooseLanguage(wanted)).toBe(language);
  });

  it.each([
    [1, "en", "1 hour"],
    [24, "de", "24 Stunden"],
    [48, "fr", "2 jours"],
    [36, "en", "36 hours"],
    [36, "ko", "36시간"],
    [48, "ar", "يومان"],
    [168, "de", "7 Tage"],
  ])("say %i hours in %s as %j", (hours, language, text) => {
    expect(plain(timeText(hours, language))).toBe(text);
  });
});
