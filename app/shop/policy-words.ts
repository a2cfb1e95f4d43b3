/** The policy page's words: a file for each language, so that another one is a file and a line here. */
import de from "./policy-words/de.json" with { type: "json" };
import en from "./policy-words/en.json" with { type: "json" };
import fr from "./policy-words/fr.json" with { type: "json" };

export type PolicyWords = Record<keyof typeof en, string>;

export const policyWords = { en, de, fr } satisfies Record<string, PolicyWords>;

export type PolicyLanguage = keyof typeof policyWords;

/** The first wanted language that there are words in; `wanted` is written like an Accept-Language header. */
export function chooseLanguage(wanted: string): PolicyLanguage {
  const asked = wanted.split(",").map((part) => {
    const [tag = "", ...parameters] = part.split(";").map((text) => text.trim().toLowerCase());
    const weight = parameters.find((text) => text.startsWith("q="))?.slice(2);
    return { language: tag.split("-")[0], weight: weight === undefined ? 1 : Number(weight) || 0 };
  });
  // Sorting keeps the order of equals, so what was asked for first comes first.
  for (const { language, weight } of asked.toSorted((one, other) => other.weight - one.weight))
    if (weight > 0 && isLanguage(language)) return language;
  return "en";
}

function isLanguage(text: string | undefined): text is PolicyLanguage {
  return text !== undefined && Object.hasOwn(policyWords, text);
}
