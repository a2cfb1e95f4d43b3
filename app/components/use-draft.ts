/** What a merchant has changed on a page and not saved yet. What is saved comes back as it is stored: 5,00 as 5. */
import { useEffect, useState } from "react";

export function useDraft<Value>(stored: Value) {
  const [draft, setDraft] = useState(stored);
  const text = JSON.stringify(stored);
  // By its text: each load brings the same as another object.
  useEffect(() => setDraft(JSON.parse(text)), [text]);
  return {
    draft,
    change: (changes: Partial<Value>) => setDraft((before) => ({ ...before, ...changes })),
    changed: JSON.stringify(draft) !== text,
    discard: () => setDraft(stored),
  };
}
