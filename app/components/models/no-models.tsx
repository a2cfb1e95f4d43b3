import { Button } from "@shopify/polaris";
import { useWords } from "../../words/use-words.tsx";
import { NothingYet } from "../nothing-yet.tsx";

export function NoModels() {
  const { t } = useWords();
  return (
    <NothingYet title={t("models.empty.title")} text={t("models.empty.text")}>
      <Button variant="primary" url="/app/connections/new">
        {t("models.empty.action")}
      </Button>
    </NothingYet>
  );
}
