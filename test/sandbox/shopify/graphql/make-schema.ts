/**
 * Makes admin-2026-10.graphql and scopes.json again from Shopify's own introspection:
 *
 *   node test/sandbox/shopify/graphql/make-schema.ts <path to admin_2026-10.json.gz>
 *
 * The file is dist/data/admin_2026-10.json.gz of the npm package @shopify/dev-mcp 1.16.0 (ISC). It is too large
 * to keep whole, so only what the app's operations and the sandbox's resolvers use stays.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { buildClientSchema, lexicographicSortSchema, printSchema } from "graphql";
import type { IntrospectionQuery } from "graphql";
import { z } from "zod";
import { appOperations } from "./app-operations.ts";
import { narrow } from "./narrow-schema.ts";
import { keptRootFields, keptTypes } from "./kept-types.ts";
import { typesUsedBy } from "./used-types.ts";

const scopeItem = z.object({
  typeName: z.string(),
  fieldName: z.string().optional(),
  offlineScopes: z.array(z.string()),
});

type Dump = { data: IntrospectionQuery; offline_scopes: unknown };

function makeSchema(dumpPath: string): void {
  const dump: Dump = JSON.parse(gunzipSync(readFileSync(dumpPath)).toString("utf8"));
  const used = typesUsedBy(appOperations(), buildClientSchema(dump.data));
  const narrowed = narrow(
    dump.data,
    new Set([...keptTypes, ...used.types]),
    new Set([...keptRootFields, ...used.rootFields]),
  );
  const schema = lexicographicSortSchema(buildClientSchema(narrowed));
  writeFileSync(here("admin-2026-10.graphql"), `${printSchema(schema)}\n`);

  const items = z.object({ items: z.array(scopeItem) }).parse(dump.offline_scopes).items;
  const kept = items.filter(({ typeName, fieldName, offlineScopes }) => {
    const type = schema.getType(typeName);
    if (!type || offlineScopes.length === 0) return false;
    return !fieldName || ("getFields" in type && fieldName in type.getFields());
  });
  const scopes = Object.fromEntries(
    kept
      .map(({ typeName, fieldName, offlineScopes }): [string, string[]] => [
        fieldName ? `${typeName}.${fieldName}` : typeName,
        offlineScopes,
      ])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  writeFileSync(here("scopes.json"), `${JSON.stringify(scopes, undefined, 2)}\n`);
}

function here(name: string): URL {
  return new URL(name, import.meta.url);
}

const dumpPath = process.argv[2];
if (!dumpPath) throw new Error("Give the path to admin_2026-10.json.gz");
makeSchema(dumpPath);
