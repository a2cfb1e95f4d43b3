/** Whether the button shows in the shop, and if not, exactly why not. */
import { Badge, BlockStack, Card, InlineStack, Text } from "@shopify/polaris";
import type { Reason } from "../../shop/why-hidden.ts";
import { useWords } from "../../words/use-words.tsx";
import { ActionButton } from "../action-button.tsx";

type Props = {
  reasons: Reason[];
  /** What a notice above offers to do is not offered twice. */
  offered: Reason["id"][];
  products: { withButton: number; all: number };
  editor: string;
};

export function ButtonCard({ reasons, offered, products, editor }: Props) {
  const { t, say } = useWords();
  const showing = reasons.length === 0;
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h2" variant="headingMd">
            {t("home.button.title")}
          </Text>
          <Badge tone={showing ? "success" : "critical"}>
            {t(showing ? "home.button.showing" : "home.button.hidden")}
          </Badge>
        </InlineStack>
        {showing ? (
          <Text as="p" tone="subdued">
            {t("home.button.count", { count: products.withButton, all: products.all })}
          </Text>
        ) : (
          <>
            <Text as="p" tone="subdued">
              {t("home.button.why")}
            </Text>
            <BlockStack gap="200" as="ul">
              {reasons.map(({ id, sentence, action }) => (
                <li key={id} style={{ listStyle: "none" }}>
                  <InlineStack gap="300" align="space-between" blockAlign="center">
                    <Text as="span">{say(sentence)}</Text>
                    {action && !offered.includes(id) && <ActionButton action={action} editor={editor} />}
                  </InlineStack>
                </li>
              ))}
            </BlockStack>
          </>
        )}
      </BlockStack>
    </Card>
  );
}
