/** The languages that the admin speaks, and which of them a merchant reads. */
export const languages = ["en", "de", "fr", "es", "ja"] as const;

export type Language = (typeof languages)[number];

/** Shopify names the merchant's language in the page's address; a page opened without it has the browser's. */
export function languageOf(request: Request): Language {
  const named = new URL(request.url).searchParams.get("locale");
  const wanted = [named ?? "", ...(request.headers.get("accept-language") ?? "").split(",")];
  for (const tag of wanted) {
    const [base = ""] = tag.trim().toLowerCase().split(/[-;]/);
    const found = languages.find((language) => language === base);
    if (found) return found;
  }
  return "en";
}
