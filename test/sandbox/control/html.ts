/** HTML in template strings: every value is escaped unless it was made here itself. */
export type Html = { html: string };
type Value = string | number | Html | Html[] | undefined;

const escapes: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

export function html(strings: TemplateStringsArray, ...values: Value[]): Html {
  return { html: strings.map((text, index) => text + write(values[index])).join("") };
}

function write(value: Value): string {
  if (value === undefined) return "";
  if (Array.isArray(value)) return value.map((part) => part.html).join("");
  if (typeof value === "object") return value.html;
  return String(value).replace(/[&<>"']/g, (character) => escapes[character] ?? character);
}
