/** Figures as lines of text, one below the other. */
import { type Figure, holds, type Seen } from "./measure.ts";

export function lines(figures: Figure[]): string[] {
  const rows = figures.map(row);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  return rows.map((cells) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}

function row(figure: Figure): string[] {
  const { what, unit, ours, baseline, ratio } = figure;
  return [
    what,
    `${text(ours)} ${unit}`,
    baseline ? `${baseline.what} ${text(baseline)} ${unit}` : "",
    ratio ? `ratio ${text(ratio)}` : "",
    verdict(figure),
  ];
}

function verdict(figure: Figure): string {
  const { bound } = figure;
  if (!bound) return "";
  const wanted = [
    ...(bound.least === undefined ? [] : [`at least ${bound.least}`]),
    ...(bound.most === undefined ? [] : [`at most ${bound.most}`]),
  ].join(", ");
  return `${holds(figure) ? "holds" : "DOES NOT HOLD"}: ${wanted}`;
}

function text({ value, spread }: Seen): string {
  return spread ? `${short(value)} (${short(spread[0])} to ${short(spread[1])})` : short(value);
}

function short(value: number): string {
  if (value >= 100) return String(Math.round(value));
  return value.toFixed(value >= 10 ? 1 : 2);
}
