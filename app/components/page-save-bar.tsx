/** The admin's own bar above a page with unsaved changes, as merchants know it from everywhere else in Shopify. */
import { SaveBar } from "@shopify/app-bridge-react";
import { useWords } from "../words/use-words.tsx";

type Props = { id: string; open: boolean; saving: boolean; onSave: () => void; onDiscard: () => void };

export function PageSaveBar({ id, open, saving, onSave, onDiscard }: Props) {
  const { t } = useWords();
  return (
    <SaveBar id={id} open={open} discardConfirmation>
      <button variant="primary" onClick={onSave} {...(saving ? { loading: "" } : {})}>
        {t("common.save")}
      </button>
      <button onClick={onDiscard} disabled={saving}>
        {t("common.discard")}
      </button>
    </SaveBar>
  );
}
