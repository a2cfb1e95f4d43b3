import { readdirSync, readFileSync } from "node:fs";
import { z } from "zod";
import { describe, expect, it } from "vitest";
import { languages } from "../../app/words/languages.ts";

const wordsOf = (file: string) =>
  z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(file, "utf8")));

/** Those of the dialog that stand in the preview, too. */
const shared = ["sent_to", "country_unknown", "deleted", "kept", "honest", "before", "policy", "agree"];

describe("the consent text in the settings", () => {
  const written = languages.filter((language) => readdirSync("app/words").includes(language));

  it.each(written)("says in %s word for word what shoppers read in the dialog", (language) => {
    const locale = language === "en" ? "en.default" : language;
    const { consent } = wordsOf(`extensions/try-it-on/locales/${locale}.json`);
    const dialog = z.record(z.string(), z.string()).parse(consent);
    const settings = wordsOf(`app/words/${language}/settings.json`);
    for (const name of shared) expect(settings[`consent_text.${name}`], name).toBe(dialog[name]);
  });
});
