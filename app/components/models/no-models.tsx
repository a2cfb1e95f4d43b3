/** Where nothing can make a picture: no connection is there, or all of them are paused. */
import { Button } from "@shopify/polaris";
import { useWords } from "../../words/use-words.tsx";
import { NothingYet } from "../nothing-yet.tsx";

export function NoModels({ paused = false }: { paused?: boolean }) {
  const { t } = useWords();
  const why = paused ? "paused" : "empty";
  return (
    <NothingYet title={t(`models.${why}.title`)} text={t(`models.${why}.text`)}>
      <Button variant="primary" url={paused ? "/app/connections" : "/app/connections/new"}>
        {t(`models.${why}.action`)}
      </Button>
    </NothingYet>
  );
}
