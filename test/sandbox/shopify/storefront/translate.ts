export type Translations = { [key: string]: string | Translations };

/** Shopify's `t`: the first language that has the key, with `{{ name }}` replaced and escaped. */
export function translate(languages: Translations[], key: string, named: [string, unknown][]): string {
  const values = new Map(named.map(([name, value]) => [name, String(value ?? "")]));
  for (const words of languages) {
    const text = find(words, key, values.get("count"));
    if (text !== undefined) {
      return text.replace(/\{\{\s*(\w+)\s*\}\}/g, (_whole, name: string) => escape(values.get(name) ?? ""));
    }
  }
  return `Translation missing: en.${key}`;
}

function find(words: Translations, key: string, count: string | undefined): string | undefined {
  let at: string | Translations | undefined = words;
  for (const part of key.split(".")) at = typeof at === "object" ? at[part] : undefined;
  if (typeof at === "object" && count !== undefined) at = at[count === "1" ? "one" : "other"] ?? at.other;
  return typeof at === "string" ? at : undefined;
}

function escape(text: string): string {
  const signs: Record<string, string> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  return text.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign);
}
