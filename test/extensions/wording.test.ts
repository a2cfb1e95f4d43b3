import { describe, expect, test } from "vitest";
import { chooseLanguage, policyWords } from "../../app/shop/policy-words.ts";
import { misprints, quoted, widthOf } from "../helpers/typography.ts";
import { languages, type Kind, word, words } from "./words.ts";

const kinds: Kind[] = ["", ".schema"];
const all = ["en", ...languages];

/**
 * How wide the words may be for where they stand on the narrowest phone, in Latin letters: buttons and headings keep to
 * one line, short buttons stand side by side, captions may break once.
 */
const room = {
  captions: { most: 36, of: "photo.good result.why_person result.why_garment result.why_picture" },
  stages: {
    most: 22,
    of: "waiting.way_sent waiting.way_line waiting.way_made photo.near photo.many photo.dark",
  },
  buttons: {
    most: 34,
    of: "photo.last photo.other trouble.other_photo waiting.close waiting.stop result.add_both",
  },
  notices: { most: 36, of: "button.working button.ready notice.ready dialog.back mine.title" },
  main: {
    most: 28,
    of: "button.label photo.start photo.take photo.choose trouble.again result.add result.added",
  },
  labels: {
    most: 32,
    of: "result.slide result.zoom result.colours result.look photo.last_forget result.delete",
  },
  beside: {
    most: 20,
    of: "result.like result.dislike result.other_photo result.size notice.look mine.working",
  },
  short: { most: 14, of: "result.share result.save result.sold_out" },
};

/** What stays in Latin letters where a language has others. */
const names = new Set(["Fitting", "Room", "JPEG", "PNG", "WebP", "HEIC"]);

const latinOf = (text: string) => text.replace(/\{+.*?\}+/g, "").match(/\p{sc=Latn}+/gu) ?? [];

describe.each(all)("the words in %s", (language) => {
  test.each(kinds)("are set as the language sets them: %j", (kind) => {
    const wrong = [...words(language, kind)].flatMap(([key, text]) =>
      misprints(language, text).map((piece) => `${key}: ${piece}`),
    );
    expect(wrong).toStrictEqual([]);
  });

  test.each(kinds)("are there, all of them: %j", (kind) => {
    expect([...words(language, kind)].filter(([, text]) => !/\p{L}/u.test(text))).toStrictEqual([]);
  });

  test("fit on their buttons and captions", () => {
    const tooLong = Object.values(room).flatMap(({ most, of }) =>
      of
        .split(" ")
        .map((key) => ({ key, text: word(language, key) }))
        .filter(({ text }) => widthOf(text) > most)
        .map(({ key, text }) => `${key} takes ${widthOf(text)} of ${most}: ${text}`),
    );
    expect(tooLong).toStrictEqual([]);
  });

  test("name the blocks within the 25 characters that Shopify takes", () => {
    const named = ["block.name", "embed.name"].map((key) => word(language, key, ".schema"));
    expect(named.filter((name) => [...name].length > 25)).toStrictEqual([]);
  });

  test("name a button as it is written on the button, in the policy too", () => {
    const policy = policyWords[chooseLanguage(language)];
    const deletion = quoted(language, word(language, "result.delete"));
    expect(word(language, "consent.kept")).toContain(deletion);
    expect(policy.now_text).toContain(deletion);
    expect(policy.kept_browser_text).toContain(quoted(language, word(language, "photo.last_forget")));
    expect(word(language, "block.own_info", ".schema")).toContain(
      quoted(language, word(language, "block.style.own", ".schema")),
    );
  });
});

describe.each(languages)("nothing in %s", (language) => {
  test.each(kinds)("was left in English: %j", (kind) => {
    const english = words("en", kind);
    const same = [...words(language, kind)].filter(([key, text]) => english.get(key) === text);
    expect(same).toStrictEqual([]);
  });
});

test.each(["ja", "ko", "zh-CN", "ar", "hi"])("%s is in its own script but for names", (language) => {
  const latin = kinds.flatMap((kind) => [...words(language, kind).values()].flatMap(latinOf));
  expect(latin.filter((text) => !names.has(text))).toStrictEqual([]);
});
