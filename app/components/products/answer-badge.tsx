/** Whether a product has the button, and why, or what is missing. */
import { Badge, BlockStack, InlineStack, Text } from "@shopify/polaris";
import { type Answer, isButtonKind } from "../../catalog/answers.ts";
import { useWords } from "../../words/use-words.tsx";

type Props = { answer: Answer; switched: boolean | null; /** In one line. */ inline?: boolean };

export function AnswerBadge({ answer, switched, inline = false }: Props) {
  const { t } = useWords();
  const isOn = isButtonKind(answer);
  const parts = (
    <>
      <Badge {...(isOn ? { tone: "success" as const } : {})}>
        {t(isOn ? "products.button.on" : "products.button.off")}
      </Badge>
      <Text as="span" variant="bodySm" tone="subdued">
        {isButtonKind(answer)
          ? t(switched ? "products.by.exception" : "products.by.rule")
          : t(`products.why.${answer}`)}
      </Text>
    </>
  );
  if (inline)
    return (
      <InlineStack gap="150" blockAlign="center">
        {parts}
      </InlineStack>
    );
  return (
    <BlockStack gap="050" inlineAlign="start">
      {parts}
    </BlockStack>
  );
}
