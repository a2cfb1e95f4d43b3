/** One of the models of a comparison. Its place has its size from the start, so that nothing jumps when pictures come. */
import { Badge, BlockStack, Box, InlineStack, Spinner, Text } from "@shopify/polaris";
import { useState } from "react";
import type { ComparedModel } from "../../try-on/comparison/show-comparison.server.ts";
import { useWords } from "../../words/use-words.tsx";
import { ButtonOf } from "../button-of.tsx";

type Props = {
  model: ComparedModel;
  alt: string;
  isDefault: boolean;
  busy: boolean;
  onMakeDefault: () => void;
};

const place = {
  aspectRatio: "2 / 3",
  display: "grid",
  placeItems: "center",
  overflow: "hidden",
  background: "var(--p-color-bg-surface-secondary)",
  borderRadius: "var(--p-border-radius-200)",
} as const;

export function ComparedPicture({ model, alt, isDefault, busy, onMakeDefault }: Props) {
  const { t, say, money, seconds } = useWords();
  const { label, provider, state, ms, priceMicros, charge, failure, connectionId } = model;
  const cost =
    charge === "returned"
      ? t("models.compare.not_billed")
      : priceMicros === "0"
        ? t("models.card.no_price")
        : money(priceMicros);
  const facts = [ms !== undefined && seconds(ms), cost].filter(Boolean).join(" · ");
  return (
    <BlockStack gap="200">
      <div style={place}>
        {model.picture ? (
          <Steady address={model.picture} alt={alt} />
        ) : (
          <Box padding="300">
            <BlockStack gap="200" inlineAlign="center">
              {(state === "queued" || state === "running") && (
                <Spinner size="small" accessibilityLabel={t(`models.compare.${state}`)} />
              )}
              <Text as="p" alignment="center" tone={failure ? "critical" : "subdued"}>
                {failure ? say(failure) : t(`models.compare.${state === "failed" ? "gone_one" : state}`)}
              </Text>
            </BlockStack>
          </Box>
        )}
      </div>
      <BlockStack gap="050">
        <Text as="h3" variant="headingSm">
          {label}
        </Text>
        <Text as="p" tone="subdued">
          {say(provider)}
        </Text>
        <Text as="p">{facts}</Text>
      </BlockStack>
      <InlineStack>
        {isDefault && <Badge tone="success">{t("models.card.default")}</Badge>}
        {!isDefault && state === "done" && connectionId && (
          <ButtonOf of={`${label}, ${say(provider)}`} disabled={busy} onClick={onMakeDefault}>
            {t("models.card.make_default")}
          </ButtonOf>
        )}
      </InlineStack>
    </BlockStack>
  );
}

/** Each look at the comparison brings a fresh address of the same picture: the first one does. */
function Steady({ address, alt }: { address: string; alt: string }) {
  const [first] = useState(address);
  return <img src={first} alt={alt} style={{ width: "100%", height: "100%", objectFit: "contain" }} />;
}
