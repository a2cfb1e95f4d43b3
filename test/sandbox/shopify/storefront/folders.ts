import { fileURLToPath } from "node:url";
import type { World } from "../../world.ts";

export const extensionFolder = fileURLToPath(new URL("../../../../extensions/try-it-on", import.meta.url));

/** Where the CDN has the extension's assets. */
export const extensionAssets = "/cdn/extensions/try-it-on/assets";

export function extensionFolderOf(world: World): string {
  return world.extensionFolder ?? extensionFolder;
}
