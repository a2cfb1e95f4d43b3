/** The extension's words: each language's file as a flat map of keys such as `result.delete`. */
import { z } from "zod";
import { read } from "./files.ts";

export const languages = "es fr de it pt-BR nl pl tr ja ko zh-CN ar hi".split(" ");

/** `kind` is "" for what shoppers read and ".schema" for what merchants read in the theme editor. */
export type Kind = "" | ".schema";

export function words(language: string, kind: Kind = ""): Map<string, string> {
  const found = new Map<string, string>();
  const walk = (value: unknown, path: string[]): void => {
    if (typeof value === "string") found.set(path.join("."), value);
    else
      for (const [key, each] of Object.entries(z.record(z.string(), z.unknown()).parse(value)))
        walk(each, [...path, key]);
  };
  walk(JSON.parse(read(`locales/${language === "en" ? "en.default" : language}${kind}.json`)), []);
  return found;
}

export function word(language: string, key: string, kind: Kind = ""): string {
  const text = words(language, kind).get(key);
  if (text === undefined) throw new Error(`${language}${kind}.json has no ${key}`);
  return text;
}

export function placeholders(text: string): string[] {
  return (text.match(/\{+ ?\w+ ?\}+/g) ?? []).sort();
}
