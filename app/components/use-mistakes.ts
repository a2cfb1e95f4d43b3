/** What an answer found wrong, each for as long as what it was said of stays: of another value nothing is known yet. */
import { useState } from "react";

export function useMistakes<Found extends object, Draft>(
  answer: unknown,
  found: Found,
  draft: Draft,
  subjectOf: (draft: Draft, name: Extract<keyof Found, string>) => unknown,
): Partial<Found> {
  const [at, setAt] = useState({ answer, draft });
  // At once: what was found now must not be held against what stood there at the answer before.
  if (at.answer !== answer) setAt({ answer, draft });
  const still: Partial<Found> = { ...found };
  for (const name in found)
    if (!isSame(subjectOf(at.draft, name), subjectOf(draft, name))) delete still[name];
  return still;
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
