/** What a page costs with the button and without, as rows that a person can read and a test can check. */
export type Row = {
  what: string;
  unit: string;
  /** Missing where there is nothing to compare with; then `withButton` is the difference. */
  without?: number;
  withButton: number;
  /** Of the difference. */
  bound?: { least?: number; most?: number };
};

/** The names of the rows whose bound does not hold. */
export function broken(rows: Row[]): string[] {
  return rows.filter((row) => !holds(row)).map(({ what }) => what);
}

export function lines(rows: Row[]): string[] {
  const head = ["", "without", "with", "difference", "", ""];
  const table = [head, ...rows.map(cells)];
  const widths = head.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  return table.map((row) =>
    row
      .map((cell, column) =>
        column === 0 || column > 3 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join("  ")
      .trimEnd(),
  );
}

function cells(row: Row): string[] {
  const { what, unit, without, withButton, bound } = row;
  const known = without === undefined ? "" : text(without);
  const wanted = [
    ...(bound?.least === undefined ? [] : [`at least ${bound.least}`]),
    ...(bound?.most === undefined ? [] : [`at most ${bound.most}`]),
  ].join(", ");
  const verdict = bound ? `${holds(row) ? "holds" : "DOES NOT HOLD"}: ${wanted}` : "";
  return [what, known, text(withButton), text(difference(row)), unit, verdict];
}

function holds(row: Row): boolean {
  const { least = -Infinity, most = Infinity } = row.bound ?? {};
  return difference(row) >= least && difference(row) <= most;
}

function difference({ without = 0, withButton }: Row): number {
  return withButton - without;
}

function text(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(3);
}
