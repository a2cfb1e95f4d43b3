import { Button, Page } from "@shopify/polaris";
import { useWords } from "../../words/use-words.tsx";
import { NothingYet } from "../nothing-yet.tsx";

export function ProductGone({ back }: { back: { content: string; onAction: () => void } }) {
  const { t } = useWords();
  return (
    <Page title={t("products.gone.title")} backAction={back}>
      <NothingYet title={t("products.gone.heading")} text={t("products.gone.text")}>
        <Button variant="primary" onClick={back.onAction}>
          {t("products.gone.back")}
        </Button>
      </NothingYet>
    </Page>
  );
}
