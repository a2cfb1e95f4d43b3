/** What a visitor chooses by the address once, and keeps on the pages that follow. */
import type { Request, Response } from "express";

/** The first of each is what nobody chose. */
const choices = {
  locale: ["en", "es", "fr", "de", "it", "pt-BR", "nl", "pl", "tr", "ja", "ko", "zh-CN", "ar", "hi"],
  theme: ["dawn", "horizon", "vintage"],
  /** Whether the visitor lets be counted what they do; with `none` the page has nobody to ask. */
  privacy: ["yes", "no", "none"],
} as const;

type Name = keyof typeof choices;
export type Choices = { [Each in Name]: (typeof choices)[Each][number] };

export function readChoices(request: Request, query: URLSearchParams): Choices {
  const cookies = readCookies(request.headers.cookie ?? "");
  const said = (name: Name) => [query.get(name), cookies.get(cookieName(name))];
  return {
    locale: firstAllowed(choices.locale, said("locale")),
    theme: firstAllowed(choices.theme, said("theme")),
    privacy: firstAllowed(choices.privacy, said("privacy")),
  };
}

/** For routes that answer pages: what the address names stays chosen. */
export function keepChoices(request: Request, response: Response): void {
  for (const [name, allowed] of Object.entries(choices)) {
    const value = request.query[name];
    if (typeof value !== "string" || !allowed.some((each) => each === value)) continue;
    response.cookie(cookieName(name), value, { sameSite: "lax", path: "/" });
  }
}

function cookieName(choice: string): string {
  return `storefront_${choice}`;
}

function firstAllowed<Value extends string>(
  allowed: readonly [Value, ...Value[]],
  said: (string | null | undefined)[],
): Value {
  const known = said.map((each) => allowed.find((value) => value === each));
  return known.find((each) => each !== undefined) ?? allowed[0];
}

export function readCookies(header: string): Map<string, string> {
  const pairs = header.split(";").map((part) => part.trim().split("="));
  return new Map(pairs.map(([name = "", value = ""]) => [name, value]));
}
