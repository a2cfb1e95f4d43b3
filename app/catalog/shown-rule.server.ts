/** The rule as it is, with the titles of its collections and what it does. */
import type { Database } from "../db.server.ts";
import { collectionTitles } from "./collection-titles.server.ts";
import { readRule } from "./read-rule.server.ts";
import type { createRulePreview } from "./rule-preview.server.ts";

type Parts = { db: Database; preview: ReturnType<typeof createRulePreview> };

export function createShownRule({ db, preview }: Parts) {
  return async (shop: string) => {
    const { products: rule } = await readRule(db, shop);
    const [effect, collections] = await Promise.all([
      preview(shop, rule),
      collectionTitles(db, shop, rule.by === "collections" ? rule.values : []),
    ]);
    return { rule, effect, collections };
  };
}
