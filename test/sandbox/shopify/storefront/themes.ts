/** The themes that the storefront can wear. What one has not of its own, it takes from the Dawn-like one. */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Choices } from "./choices.ts";

export type ThemeName = Choices["theme"];
type Theme = {
  id: number;
  name: string;
  /** The product page's section, by the id that the section rendering API knows it by. */
  mainSection: string;
  /** A theme from before Online Store 2.0 takes app embeds and no app blocks. */
  takesAppBlocks: boolean;
};

export const themes: Record<ThemeName, Theme> = {
  dawn: { id: 136_401, name: "Dawn", mainSection: "template--1__main", takesAppBlocks: true },
  horizon: { id: 136_402, name: "Horizon", mainSection: "template--1__main", takesAppBlocks: true },
  vintage: { id: 136_403, name: "Vintage", mainSection: "product-template", takesAppBlocks: false },
};

export const themeNames: ThemeName[] = ["dawn", "horizon", "vintage"];

const root = fileURLToPath(new URL("themes", import.meta.url));

/** Where to look for a theme's files of one kind, such as `sections`, first place first. */
export function themeFolders(theme: ThemeName, kind: string): string[] {
  return [...new Set([theme, "dawn"])].map((each) => join(root, each, kind));
}

export function themeAssets(theme: ThemeName): string {
  return `/cdn/themes/${theme}/assets`;
}
