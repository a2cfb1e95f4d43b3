/** What stands in a page's place when it failed: the navigation and all other pages stay. */
import { useNavigate } from "@remix-run/react";
import { BlockStack, Button, Card, InlineStack, Page, Text } from "@shopify/polaris";
import { useWords } from "../words/use-words.tsx";

export function PageTrouble() {
  const { t } = useWords();
  const navigate = useNavigate();
  return (
    <Page title={t("common.trouble.title")}>
      <Card>
        <BlockStack gap="300">
          <Text as="p">{t("common.trouble.text")}</Text>
          <InlineStack>
            <Button onClick={() => navigate(0)}>{t("common.trouble.back")}</Button>
          </InlineStack>
        </BlockStack>
      </Card>
    </Page>
  );
}
