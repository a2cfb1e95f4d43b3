/**
 * Where a spreadsheet cuts its cells at a semicolon, as in half of Europe, or at a tab, and so knows nothing of our quotes,
 * a part of a title may become a cell of its own. It gets an apostrophe, as a title does that begins like a formula.
 */
export function plainCell(text: string): string {
  return text.replace(/[;\t\r\n][\s"]*(?=[=+\-@＝＋－＠])/g, "$&'");
}
