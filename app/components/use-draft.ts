/** What a merchant has changed on a page and not saved yet. What is saved comes back as it is stored: 5,00 as 5. */
import { useEffect, useState } from "react";

export function useDraft<Value extends object>(stored: Value) {
  const [draft, setDraft] = useState(stored);
  const text = JSON.stringify(stored);
  // By its text: each load brings the same as another object.
  useEffect(() => setDraft(JSON.parse(text)), [text]);
  return {
    draft,
    change: (changes: Partial<Value>) => setDraft((before) => ({ ...before, ...changes })),
    changed: JSON.stringify(draft) !== text,
    /** Only these are sent: what another page has saved meanwhile is not taken back. */
    changes: (): Partial<Value> => changedIn(stored, draft),
    discard: () => setDraft(stored),
  };
}

function changedIn<Value extends object>(before: Value, after: Value): Partial<Value> {
  const changes: Partial<Value> = {};
  for (const name in after)
    if (JSON.stringify(after[name]) !== JSON.stringify(before[name])) changes[name] = after[name];
  return changes;
}
