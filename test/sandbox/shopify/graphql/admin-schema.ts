/** Shopify's Admin API 2026-10, cut down by make-schema.ts, and the access scopes that its parts need. */
import { readFileSync } from "node:fs";
import { buildSchema } from "graphql";
import type { GraphQLSchema } from "graphql";
import scopes from "./scopes.json" with { type: "json" };

export const apiVersion = "2026-10";

export type AdminSchema = {
  schema: GraphQLSchema;
  /** Any one of the answered scopes is enough; none means that no scope is needed. */
  scopesFor: (typeName: string, fieldName?: string) => string[];
};

const scopesByName = new Map<string, string[]>(Object.entries(scopes));

export function loadAdminSchema(): AdminSchema {
  const text = readFileSync(new URL("admin-2026-10.graphql", import.meta.url), "utf8");
  return {
    schema: buildSchema(text),
    scopesFor: (typeName, fieldName) =>
      scopesByName.get(fieldName ? `${typeName}.${fieldName}` : typeName) ?? [],
  };
}
