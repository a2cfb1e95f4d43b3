/**
 * Shopify's search syntax: `title:shirt tag:summer`, `-status:draft`, `(a OR b) AND NOT c`, `updated_at:>'2026-01-01'`,
 * `status:active,draft`, a trailing `*` for a prefix, quotes for words with spaces.
 */
import { GraphQLError } from "graphql";

export type Operator = ":" | ":>" | ":>=" | ":<" | ":<=";
export type Term = { field: string | undefined; operator: Operator; value: string };
export type Search =
  { is: "all" | "any"; of: Search[] } | { is: "not"; of: Search } | { is: "term"; term: Term };

const token =
  /\s*(?:(\(|\))|(-)?(?:([a-z_][a-z0-9_.]*)(:>=|:<=|:>|:<|:))?(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|((?:[^\s()"'\\]|\\.)+)))/gy;

type Token = { bracket?: string; not?: boolean; term?: Term; word?: string };

export function parseSearch(text: string): Search {
  const tokens = readTokens(text);
  let at = 0;

  const any = (): Search => {
    const parts = [all()];
    while (tokens[at]?.word === "OR") {
      at += 1;
      parts.push(all());
    }
    return parts.length === 1 && parts[0] ? parts[0] : { is: "any", of: parts };
  };
  const all = (): Search => {
    const parts: Search[] = [];
    while (tokens[at] && tokens[at]?.word !== "OR" && tokens[at]?.bracket !== ")") {
      if (tokens[at]?.word === "AND") at += 1;
      else parts.push(one());
    }
    return { is: "all", of: parts };
  };
  const one = (): Search => {
    const next = tokens[at];
    at += 1;
    if (next?.word === "NOT") return { is: "not", of: one() };
    if (next?.bracket === "(") {
      const inside = any();
      if (tokens[at]?.bracket !== ")") throw syntaxError(text);
      at += 1;
      return inside;
    }
    if (!next?.term) throw syntaxError(text);
    const term: Search = { is: "term", term: next.term };
    return next.not ? { is: "not", of: term } : term;
  };

  const search = any();
  if (at < tokens.length) throw syntaxError(text);
  return search;
}

export function matches(search: Search, matchesTerm: (term: Term) => boolean): boolean {
  if (search.is === "term") return matchesTerm(search.term);
  if (search.is === "not") return !matches(search.of, matchesTerm);
  if (search.is === "any") return search.of.some((part) => matches(part, matchesTerm));
  return search.of.every((part) => matches(part, matchesTerm));
}

export function termsOf(search: Search): Term[] {
  if (search.is === "term") return [search.term];
  return search.is === "not" ? termsOf(search.of) : search.of.flatMap(termsOf);
}

function readTokens(text: string): Token[] {
  const tokens: Token[] = [];
  token.lastIndex = 0;
  while (text.slice(token.lastIndex).trim() !== "") {
    const start = token.lastIndex;
    const found = token.exec(text);
    if (!found) throw syntaxError(text.slice(start));
    const [, bracket, minus, field, operator, double, single, bare] = found;
    if (bracket) tokens.push({ bracket });
    else if (!field && !minus && bare && ["AND", "OR", "NOT"].includes(bare)) tokens.push({ word: bare });
    else {
      const value = (double ?? single ?? bare ?? "").replace(/\\(.)/g, "$1");
      tokens.push({ not: Boolean(minus), term: { field, operator: asOperator(operator), value } });
    }
  }
  return tokens;
}

function asOperator(text: string | undefined): Operator {
  return text === ":>" || text === ":>=" || text === ":<" || text === ":<=" ? text : ":";
}

function syntaxError(where: string): GraphQLError {
  return new GraphQLError(`The search query cannot be read: ${where.trim()}`, {
    extensions: { code: "BAD_REQUEST" },
  });
}
