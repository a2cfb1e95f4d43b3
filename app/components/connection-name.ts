/** What a connection is called. Two accounts at one provider are told apart by their keys. */
import type { Said } from "../words/said.ts";
import type { Words } from "../words/words.ts";

/** One that was removed has no id any more. */
type Named = { id?: string; label: Said; keyHint: string };

export function connectionName({ id, label: named, keyHint }: Named, { t, say }: Words): string {
  const label = say(named);
  if (id === undefined) return t("connections.name_removed", { label });
  return keyHint ? t("connections.name", { label, key: keyHint }) : label;
}
