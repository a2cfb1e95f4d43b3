/** What a page says, named instead of written: the words are chosen where the merchant's language is known. */
import type common from "./en/common.json";
import type connections from "./en/connections.json";
import type failures from "./en/failures.json";
import type home from "./en/home.json";
import type models from "./en/models.json";
import type products from "./en/products.json";
import type settings from "./en/settings.json";
import type usage from "./en/usage.json";

type Areas = {
  common: typeof common;
  connections: typeof connections;
  failures: typeof failures;
  home: typeof home;
  models: typeof models;
  products: typeof products;
  settings: typeof settings;
  usage: typeof usage;
};

/** Such as home.title: the file, and the name in it. */
export type WordKey = {
  [Area in keyof Areas]: `${Area}.${keyof Areas[Area] & string}`;
}[keyof Areas];

/**
 * Millionths of the shop's currency, a day such as 2026-11-20, or what has words of its own: written as the merchant's
 * language does.
 */
export type Value = string | number | { money: string } | { day: string } | Said;
export type Values = Record<string, Value>;

/** A sentence on its way from the server to the page. */
export type Said = { key: WordKey; values?: Values };

export function said(key: WordKey, values?: Values): Said {
  return values ? { key, values } : { key };
}
