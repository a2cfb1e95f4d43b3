import { fileURLToPath } from "node:url";

export const themeFolder = fileURLToPath(new URL("theme", import.meta.url));
export const extensionFolder = fileURLToPath(new URL("../../../../extensions/try-it-on", import.meta.url));
