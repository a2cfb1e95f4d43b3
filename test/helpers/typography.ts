/** How words are set in print: quotation marks and signs as each language writes them, and the room that they take. */

/** French keeps its narrow space, which no line breaks at, inside the marks. */
const quotes: Record<string, readonly [string, string]> = {
  en: ["“", "”"],
  de: ["„", "“"],
  fr: ["«\u202f", "\u202f»"],
  es: ["«", "»"],
  it: ["«", "»"],
  pt: ["“", "”"],
  nl: ["‘", "’"],
  pl: ["„", "”"],
  tr: ["“", "”"],
  ja: ["「", "」"],
  ko: ["“", "”"],
  zh: ["“", "”"],
  ar: ["«", "»"],
  hi: ["“", "”"],
};

const everywhere = [/["']/, /\s{2}/, /^\s|\s$/, /\.{3}/, / [,.:;?!»]/, /« /];

/** Signs that belong to another script than the words before them. */
const foreign: Record<string, RegExp> = {
  fr: /[^\s\u00a0\u202f][:;?!»]|«[^\u00a0\u202f]/,
  ja: /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}][,.:;?!()]/u,
  zh: /\p{sc=Han}[,.:;?!()]/u,
  ar: /\p{sc=Arab}\s?[,;?]/u,
  hi: /\p{sc=Deva}[.]/u,
};

export function quoted(language: string, text: string): string {
  const [before, after] = marks(language);
  return before + text + after;
}

/** What a typesetter would strike, each as the piece of text in which it stands. */
export function misprints(language: string, text: string): string[] {
  const own = marks(language).join("");
  const strangers = (text.match(/[„“”«»‘‚‹›「」『』]/g) ?? []).filter((mark) => !own.includes(mark));
  const wrong = [...everywhere, foreign[base(language)]].flatMap((pattern) => {
    const at = pattern ? text.search(pattern) : -1;
    return at < 0 ? [] : [text.slice(Math.max(0, at - 8), at + 8)];
  });
  return [...strangers, ...wrong];
}

/** In widths of a Latin letter: a sign of Chinese, Japanese or Korean takes two, a mark above or below a letter none. */
export function widthOf(text: string): number {
  const wide = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\u3000-\u30ff\uff01-\uff60]/u;
  const none = /[\p{Mn}\p{Cf}]/u;
  return [...text].reduce((sum, sign) => sum + (wide.test(sign) ? 2 : none.test(sign) ? 0 : 1), 0);
}

function marks(language: string): readonly [string, string] {
  const pair = quotes[base(language)];
  if (!pair) throw new Error(`No quotation marks are known for ${language}`);
  return pair;
}

function base(language: string): string {
  return language.split("-")[0] ?? language;
}
