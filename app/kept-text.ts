/** PostgreSQL keeps neither a zero byte nor half of a pair in any text, and fails a whole statement for one of them. */
export function canBeKept(text: string): boolean {
  return !text.includes("\0") && text.isWellFormed();
}

/** Of what was asked for, as much as can be looked for: cut between two letters, never through one. */
export function searchText(text: string, most: number): string {
  return [...text.replaceAll("\0", "").toWellFormed().trim()].slice(0, most).join("");
}

/** What others say is kept all the same, without that. As JSON, ready for a statement. */
export function keptJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === "string" ? part.replaceAll("\0", "").toWellFormed() : part,
  );
}
