import type { Metafield } from "../../world.ts";

/** Liquid's `app.metafields`, by namespace and key. */
export function appMetafields(appData: Map<string, Metafield>): Record<string, Record<string, unknown>> {
  const namespaces: Record<string, Record<string, unknown>> = {};
  for (const { namespace, key, type, value } of appData.values()) {
    namespaces[namespace] = { ...namespaces[namespace], [key]: { type, value: typed(type, value) } };
  }
  return namespaces;
}

function typed(type: string, value: string): unknown {
  if (type === "json" || type.startsWith("list.")) return JSON.parse(value);
  if (type === "boolean") return value === "true";
  return type === "number_integer" || type === "number_decimal" ? Number(value) : value;
}
