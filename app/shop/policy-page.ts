/** The policy as a page of its own: no script, nothing fetched, and every word in it escaped. */
import type { Terms } from "./consent.ts";
import { policyStyle } from "./policy-style.ts";
import { directionOf, type PolicyLanguage, policyWords } from "./policy-words.ts";
import { timeText, unitText } from "./time-text.ts";

export type Policy = {
  shop: string;
  /** Undefined while nobody makes pictures for the shop. */
  terms: (Terms & { version: string; since: Date }) | undefined;
  keptHours: number;
  addition: string;
  /** The longest that a photo can be here. */
  photoMinutes: number;
  timeZone: string;
};

type Word = keyof (typeof policyWords)["en"];

export function policyPage(policy: Policy, language: PolicyLanguage): string {
  const { terms } = policy;
  const values = {
    shop: policy.shop,
    kept: timeText(policy.keptHours, language),
    limit: unitText(policy.photoMinutes, "minute", language),
    version: terms?.version ?? "",
    date: terms ? dateText(terms.since, policy.timeZone, language) : "",
  };
  const say = (word: Word) => escapeHtml(fill(policyWords[language][word], values));
  const paragraph = (word: Word) => `<p>${say(word)}</p>`;
  const section = (title: Word, ...content: string[]) =>
    `<section><h2>${say(title)}</h2>${content.join("")}</section>`;
  const entries = (...pairs: [Word, Word][]) =>
    `<dl>${pairs.map(([term, text]) => `<div><dt>${say(term)}</dt><dd>${say(text)}</dd></div>`).join("")}</dl>`;

  const countryText = (country: string | null) =>
    country === null ? say("country_unknown") : escapeHtml(countryName(country, language));
  const who = (terms?.processors ?? []).map(
    ({ name, country }) =>
      `<li><strong>${escapeHtml(name)}</strong><span>${countryText(country)}</span></li>`,
  );
  const isUnknown = terms?.processors.some(({ country }) => country === null);

  const body = [
    `<header><h1>${say("title")}</h1>${paragraph("intro")}</header>`,
    `<div class="brief">${entries(
      ["brief_photo", "brief_photo_value"],
      ["brief_picture", "brief_picture_value"],
      ["brief_shop", "brief_shop_value"],
    )}</div>`,
    terms
      ? section(
          "who_title",
          paragraph("who_text"),
          `<ul>${who.join("")}</ul>`,
          isUnknown ? paragraph("who_unknown") : "",
          paragraph("who_rules"),
        )
      : section("who_title", paragraph("who_nobody")),
    section(
      "kept_title",
      entries(
        ["kept_photo", "kept_photo_text"],
        ["kept_picture", "kept_picture_text"],
        ["kept_consent", "kept_consent_text"],
        ["kept_facts", "kept_facts_text"],
        ["kept_counts", "kept_counts_text"],
        ["kept_steps", "kept_steps_text"],
        ["kept_browser", "kept_browser_text"],
        ["kept_receipts", "kept_receipts_text"],
      ),
    ),
    section("destroyed_title", paragraph("destroyed_text")),
    section("now_title", paragraph("now_text")),
    section("shop_title", paragraph("shop_text")),
    section("not_title", paragraph("not_text")),
    section("fit_title", paragraph("fit_text")),
    policy.addition === ""
      ? ""
      : section("addition_title", `<p class="addition" dir="auto">${escapeHtml(policy.addition)}</p>`),
    terms ? `<footer>${paragraph("version")}</footer>` : "",
  ];
  return `<!doctype html><html lang="${language}" dir="${directionOf(language)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>${say("title")} · ${escapeHtml(policy.shop)}</title><style>${policyStyle}</style></head><body><main>${body.join("")}</main></body></html>`;
}

function countryName(country: string, language: string): string {
  return new Intl.DisplayNames([language], { type: "region" }).of(country) ?? country;
}

function dateText(at: Date, timeZone: string, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone }).format(at);
}

function fill(text: string, values: Record<string, string>): string {
  return text.replace(/\{(\w+)\}/g, (_whole, name: string) => values[name] ?? "");
}

const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? "");
}
