/** `npm run theme-check`: the extension against Shopify's own rules for theme app extensions. */
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { themeCheckRun } from "@shopify/theme-check-node";

const root = resolve(fileURLToPath(import.meta.url), "../..");
const { offenses } = await themeCheckRun(
  resolve(root, "extensions/try-it-on"),
  "theme-check:theme-app-extension",
);
for (const { check, message, uri, start } of offenses)
  console.error(`${uri.slice(uri.indexOf("extensions/"))}:${start.line + 1} ${check}: ${message}`);
console.log(`theme check: ${offenses.length} offenses`);
if (offenses.length > 0) process.exit(1);
