/** A throw-away theme app extension in a folder of its own. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

export type Extension = { folder: string; remove: () => Promise<void> };

/** `files` are contents by path, such as `blocks/one.liquid`. */
export async function writeExtension(files: Record<string, string>): Promise<Extension> {
  const folder = await mkdtemp(join(tmpdir(), "fitting-room-extension-"));
  for (const part of ["assets", "blocks", "locales", "snippets"]) await mkdir(join(folder, part));
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return { folder, remove: () => rm(folder, { recursive: true }) };
}

export function block(liquid: string, schema: Record<string, unknown>): string {
  return `${liquid}{% schema %}${JSON.stringify({ name: "Block", target: "section", ...schema })}{% endschema %}`;
}
