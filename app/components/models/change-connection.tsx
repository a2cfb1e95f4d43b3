/** Another connection's model as the default: the photo goes to somebody else from then on, so it is asked once more. */
import { useWords } from "../../words/use-words.tsx";
import { AskAgain } from "../ask-again.tsx";

type Props = { connection: string; busy: boolean; onConfirm: () => void; onClose: () => void };

export function ChangeConnection({ connection, busy, onConfirm, onClose }: Props) {
  const { t } = useWords();
  return (
    <AskAgain
      title={t("models.default_moves.title")}
      text={t("models.default_moves.text", { connection })}
      confirm={t("models.card.make_default")}
      busy={busy}
      onConfirm={onConfirm}
      onClose={onClose}
    />
  );
}
