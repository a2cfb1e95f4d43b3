/** The words of each language, by the names of `WordKey`. A file for each area of the admin, so that it stays readable. */
import polarisGerman from "@shopify/polaris/locales/de.json" with { type: "json" };
import polarisEnglish from "@shopify/polaris/locales/en.json" with { type: "json" };
import polarisSpanish from "@shopify/polaris/locales/es.json" with { type: "json" };
import polarisFrench from "@shopify/polaris/locales/fr.json" with { type: "json" };
import polarisJapanese from "@shopify/polaris/locales/ja.json" with { type: "json" };
import { type Language, languages } from "./languages.ts";

export type Messages = Record<string, string>;

const files = import.meta.glob<Record<string, string>>("./*/*.json", { eager: true, import: "default" });

const all: Record<Language, Messages> = { en: {}, de: {}, fr: {}, es: {}, ja: {} };
for (const [path, words] of Object.entries(files)) {
  const [, folder, area] = /^\.\/(\w+)\/(\w+)\.json$/.exec(path) ?? [];
  const language = languages.find((one) => one === folder);
  if (language === undefined || area === undefined) throw new Error(`${path} is no file of words`);
  for (const [name, text] of Object.entries(words)) all[language][`${area}.${name}`] = text;
}

/** What a language lacks is said in English. */
export function messagesIn(language: Language): Messages {
  return language === "en" ? all.en : { ...all.en, ...all[language] };
}

/** What Polaris itself says, such as in its tables and pickers. */
export const polarisWords = {
  en: polarisEnglish,
  de: polarisGerman,
  fr: polarisFrench,
  es: polarisSpanish,
  ja: polarisJapanese,
} satisfies Record<Language, unknown>;
