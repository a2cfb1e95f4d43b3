/** Asks once more: the pictures can't be had back. */
import { useWords } from "../../words/use-words.tsx";
import { AskAgain } from "../ask-again.tsx";

type Props = { busy: boolean; onDelete: () => void; onClose: () => void };

export function DeleteComparison({ busy, onDelete, onClose }: Props) {
  const { t } = useWords();
  return (
    <AskAgain
      title={t("models.compare.delete.title")}
      text={t("models.compare.delete.text")}
      confirm={t("models.compare.delete")}
      destructive
      busy={busy}
      onConfirm={onDelete}
      onClose={onClose}
    />
  );
}
