/** HTML text with every inserted value escaped. */
export type Html = { html: string };
type Value = string | number | Html | Html[] | undefined | false;

export function html(parts: TemplateStringsArray, ...values: Value[]): Html {
  return {
    html: parts.map((part, index) => part + (index < values.length ? shown(values[index]) : "")).join(""),
  };
}

function shown(value: Value): string {
  if (value === undefined || value === false) return "";
  if (Array.isArray(value)) return value.map(shown).join("");
  return typeof value === "object" ? value.html : escaped(String(value));
}

/** Data for a script to read: nothing in it can close the element that it stands in. */
export function embedded(data: unknown): Html {
  return { html: JSON.stringify(data).replaceAll("<", String.raw`\u003c`) };
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
