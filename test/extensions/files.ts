import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { z } from "zod";

export const folder = fileURLToPath(new URL("../../extensions/try-it-on/", import.meta.url));

export function read(path: string): string {
  return readFileSync(folder + path, "utf8");
}

export function list(path: string): string[] {
  return readdirSync(folder + path);
}

export function gzipBytes(paths: string[]): number {
  return paths.reduce((sum, path) => sum + gzipSync(readFileSync(folder + path), { level: 9 }).length, 0);
}

const schemaShape = z.object({
  name: z.string(),
  target: z.string(),
  javascript: z.string(),
  stylesheet: z.string(),
  enabled_on: z.object({ templates: z.array(z.string()) }),
  available_if: z.string(),
  settings: z.array(
    z.looseObject({
      type: z.string(),
      id: z.string(),
      label: z.string(),
      default: z.unknown().optional(),
      options: z.array(z.object({ value: z.string(), label: z.string() })).optional(),
    }),
  ),
});

export function blockSchema() {
  const source = read("blocks/try-it-on.liquid");
  return schemaShape.parse(JSON.parse(/\{% schema %\}([\s\S]*)\{% endschema %\}/.exec(source)?.[1] ?? ""));
}
