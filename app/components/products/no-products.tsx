/** What stands where no products are: what to do next. */
import { BlockStack, Box, Button, EmptySearchResult } from "@shopify/polaris";
import { useWords } from "../../words/use-words.tsx";
import { NothingYet } from "../nothing-yet.tsx";

type Props = { shop: string; isReading: boolean; onAgain: () => void };

export function NoProducts({ shop, isReading, onAgain }: Props) {
  const { t } = useWords();
  if (isReading)
    return <NothingYet title={t("products.empty.reading.title")} text={t("products.empty.reading.text")} />;
  return (
    <NothingYet title={t("products.empty.title")} text={t("products.empty.text")}>
      <Button onClick={onAgain}>{t("products.reading.again")}</Button>
      <Button variant="primary" url={`https://${shop}/admin/products/new`} target="_top">
        {t("products.empty.add")}
      </Button>
    </NothingYet>
  );
}

export function NothingMatches({ onClear }: { onClear: () => void }) {
  const { t } = useWords();
  return (
    <Box paddingBlock="600">
      <BlockStack gap="300" inlineAlign="center">
        <EmptySearchResult title={t("products.nothing.title")} description={t("products.nothing.text")} />
        <Button onClick={onClear}>{t("products.nothing.clear")}</Button>
      </BlockStack>
    </Box>
  );
}
