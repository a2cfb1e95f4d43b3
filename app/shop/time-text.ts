/** Whole days where there are some, else hours; the plural is the language's own. */
export function timeText(hours: number, language: string): string {
  return hours > 24 && hours % 24 === 0
    ? unitText(hours / 24, "day", language)
    : unitText(hours, "hour", language);
}

export function unitText(count: number, unit: string, language: string): string {
  return new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" }).format(count);
}
