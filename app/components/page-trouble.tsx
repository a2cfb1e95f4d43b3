/** What stands in a page's place when it failed: the navigation and all other pages stay. */
import { useRevalidator } from "@remix-run/react";
import { BlockStack, Button, Card, InlineStack, Page, Text } from "@shopify/polaris";
import { useWords } from "../words/use-words.tsx";

export function PageTrouble() {
  const { t } = useWords();
  const { revalidate, state } = useRevalidator();
  return (
    <Page title={t("common.trouble.title")}>
      <Card>
        <BlockStack gap="300">
          <div role="alert">
            <Text as="p">{t("common.trouble.text")}</Text>
          </div>
          <InlineStack>
            <Button loading={state !== "idle"} onClick={revalidate}>
              {t("common.trouble.back")}
            </Button>
          </InlineStack>
        </BlockStack>
      </Card>
    </Page>
  );
}
