/** The policy page's words: a file for each language, so that another one is a file and a line here. */
import ar from "./policy-words/ar.json" with { type: "json" };
import de from "./policy-words/de.json" with { type: "json" };
import en from "./policy-words/en.json" with { type: "json" };
import es from "./policy-words/es.json" with { type: "json" };
import fr from "./policy-words/fr.json" with { type: "json" };
import hi from "./policy-words/hi.json" with { type: "json" };
import it from "./policy-words/it.json" with { type: "json" };
import ja from "./policy-words/ja.json" with { type: "json" };
import ko from "./policy-words/ko.json" with { type: "json" };
import nl from "./policy-words/nl.json" with { type: "json" };
import pl from "./policy-words/pl.json" with { type: "json" };
import pt from "./policy-words/pt.json" with { type: "json" };
import tr from "./policy-words/tr.json" with { type: "json" };
import zh from "./policy-words/zh.json" with { type: "json" };

export type PolicyWords = Record<keyof typeof en, string>;

export const policyWords = { en, de, fr, es, it, pt, nl, pl, tr, ja, ko, zh, ar, hi } satisfies Record<
  string,
  PolicyWords
>;

export type PolicyLanguage = keyof typeof policyWords;

const rightToLeft: ReadonlySet<PolicyLanguage> = new Set(["ar"]);

export function directionOf(language: PolicyLanguage): "ltr" | "rtl" {
  return rightToLeft.has(language) ? "rtl" : "ltr";
}

/**
 * The first wanted language that there are words in; `wanted` is written like an Accept-Language header. Script and
 * country do not count: who reads Chinese in Taipei or Portuguese in Lisbon gets the words written for Beijing or
 * São Paulo, which are nearer than English.
 */
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
