/** What a theme may ask for by the section rendering API. */
import { themes, type ThemeName } from "./themes.ts";

type Section = { file: string; tag: string };

const onEveryPage: Record<string, Section> = {
  "cart-drawer": { file: "cart-drawer", tag: "div" },
  "cart-icon-bubble": { file: "cart-icon-bubble", tag: "div" },
  "main-cart": { file: "main-cart", tag: "div" },
};

export function findSection(theme: ThemeName, id: string, pageType: string): Section | undefined {
  const isMain = pageType === "product" && id === themes[theme].mainSection;
  return isMain ? { file: "main-product", tag: "section" } : onEveryPage[id];
}

/** The section of a page that takes app blocks. */
export function sectionForBlocks(theme: ThemeName, pageType: string): string | undefined {
  const { takesAppBlocks, mainSection } = themes[theme];
  return takesAppBlocks && pageType === "product" ? mainSection : undefined;
}
