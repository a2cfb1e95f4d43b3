/** A rule while it is being chosen: whoever looks at tags for a moment finds the collections again. */
import type { ProductRule } from "../../shop/settings.ts";

export type RuleDraft = {
  by: ProductRule["by"];
  collections: string[];
  types: string[];
  tags: string[];
};

export function draftOf(rule: ProductRule): RuleDraft {
  const none = { by: rule.by, collections: [], types: [], tags: [] };
  return rule.by === "all" ? none : { ...none, [rule.by]: rule.values };
}

export function ruleFrom({ by, ...values }: RuleDraft): ProductRule {
  return by === "all" ? { by } : { by, values: values[by] };
}
