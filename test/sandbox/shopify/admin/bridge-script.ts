/**
 * Joins the App Bridge stand-in into the one classic script that app-bridge.js is: apps load it with a plain tag,
 * and it must have set up `window.shopify` before the next script runs.
 */
import { readFileSync } from "node:fs";

const parts = [
  "settings",
  "channel",
  "navigation",
  "authenticated-fetch",
  "bounce",
  "nav-menu",
  "title-bar",
  "save-bar",
  "modal",
  "toast",
  "picker",
  "web-vitals",
  "main",
];

export function bridgeScript(): string {
  const texts = parts.map((name) => readFileSync(new URL(`bridge/${name}.js`, import.meta.url), "utf8"));
  return `(() => {\n"use strict";\n${texts.map(asPart).join("\n")}\n})();\n`;
}

/** The parts share one scope here, so their imports fall away; `import` in them always starts a line. */
function asPart(text: string): string {
  return text.replace(/^import [^;]*;\n/gm, "").replace(/^export /gm, "");
}
