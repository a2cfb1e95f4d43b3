/** Asks once more before a key is deleted: it can't be had back from here. */
import { Text } from "@shopify/polaris";
import { useWords } from "../../words/use-words.tsx";
import { AskAgain } from "../ask-again.tsx";

type Props = {
  busy: boolean;
  /** No other connection could make the shop's try-ons. */
  isLast: boolean;
  onRemove: () => void;
  onClose: () => void;
};

export function RemoveConnection({ busy, isLast, onRemove, onClose }: Props) {
  const { t } = useWords();
  return (
    <AskAgain
      title={t("connections.remove.title")}
      text={t("connections.remove.text")}
      confirm={t("connections.remove.confirm")}
      cancel={t("connections.remove.cancel")}
      destructive
      busy={busy}
      onConfirm={onRemove}
      onClose={onClose}
    >
      <Text as="p">{t("connections.remove.running")}</Text>
      {isLast && (
        <Text as="p" tone="critical">
          {t("connections.remove.last")}
        </Text>
      )}
    </AskAgain>
  );
}
