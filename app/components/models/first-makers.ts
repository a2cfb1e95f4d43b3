import type { Candidate } from "../../shop/shown-models.ts";
import { writeMaker } from "../../try-on/comparison/maker-name.ts";

type Made = { connectionId?: string; model: string };

/** Those of the comparison that is shown; else the default, and those that led here beside it. */
export function firstMakers(
  compared: Made[] | undefined,
  named: string[],
  usual: Candidate | undefined,
): string[] {
  const known = (compared ?? []).flatMap(({ connectionId, model }) =>
    connectionId === undefined ? [] : [writeMaker({ connectionId, model })],
  );
  if (known.length > 0) return known;
  return [...new Set([...(usual ? [writeMaker(usual)] : []), ...named])];
}
