/** Translations of the extension, and Shopify's `t` that reads them. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";

export type Translations = { [key: string]: string | Translations };
export type Language = { locale: string; words: Translations };

/** The page's own language first, then the extension's default one. `suffix` is `.schema` for the editor's words. */
export async function readLanguages(folder: string, locale: string, suffix = ""): Promise<Language[]> {
  const files = { [locale]: `${locale}${suffix}.json`, en: `en.default${suffix}.json` };
  const read = Object.entries(files).map(async ([locale, file]): Promise<Language> => {
    const text = await readFile(join(folder, "locales", file), "utf8").catch(() => "{}");
    return { locale, words: JSON.parse(text) };
  });
  return Promise.all(read);
}

/** The first language that has the key, with `{{ name }}` replaced and escaped. */
export function translate(languages: Language[], key: string, named: [string, unknown][]): string {
  const values = new Map(named.map(([name, value]) => [name, String(value ?? "")]));
  for (const language of languages) {
    const text = find(language, key, values.get("count"));
    if (text !== undefined) {
      return text.replace(/\{\{\s*(\w+)\s*\}\}/g, (_whole, name: string) => escape(values.get(name) ?? ""));
    }
  }
  return `Translation missing: en.${key}`;
}

/** With a count, the key's plural form in the language that the words are in. */
function find({ locale, words }: Language, key: string, count: string | undefined): string | undefined {
  let at: string | Translations | undefined = words;
  for (const part of key.split(".")) at = typeof at === "object" ? at[part] : undefined;
  if (typeof at === "object" && count !== undefined) {
    at = at[new Intl.PluralRules(locale).select(Number(count))] ?? at.other;
  }
  return typeof at === "string" ? at : undefined;
}

function escape(text: string): string {
  const signs: Record<string, string> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  return text.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign);
}
