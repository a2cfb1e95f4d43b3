/** What is sent instead of what was written: the names of the pictures that go along. */
import { BlockStack, Box, Button, InlineStack, Text } from "@shopify/polaris";
import { fillPrompt, usualPrompt } from "../../providers/kling/prompt.ts";
import { useWords } from "../../words/use-words.tsx";

type Props = { prompt: string; onUsual: (prompt: string) => void };

export function PromptPreview({ prompt, onUsual }: Props) {
  const { t } = useWords();
  return (
    <Box background="bg-surface-secondary" padding="300" borderRadius="200">
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center">
          <Text as="h3" variant="headingSm">
            {t("models.edit.preview")}
          </Text>
          <Button variant="plain" disabled={prompt === usualPrompt} onClick={() => onUsual(usualPrompt)}>
            {t("models.edit.usual_prompt")}
          </Button>
        </InlineStack>
        <Filled title={t("models.edit.preview_one")} text={fillPrompt(prompt, 1)} />
        <Filled title={t("models.edit.preview_outfit")} text={fillPrompt(prompt, 2)} />
      </BlockStack>
    </Box>
  );
}

function Filled({ title, text }: { title: string; text: string }) {
  return (
    <BlockStack gap="050">
      <Text as="p" tone="subdued">
        {title}
      </Text>
      <Text as="p" breakWord>
        {text}
      </Text>
    </BlockStack>
  );
}
