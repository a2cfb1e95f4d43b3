/** A model at one of the connections: its price there, and what can be done with it. */
import { Badge, BlockStack, Box, InlineGrid, InlineStack, Text } from "@shopify/polaris";
import type { Offer } from "../../shop/shown-models.ts";
import { useWords } from "../../words/use-words.tsx";
import type { Words } from "../../words/words.ts";
import { ButtonOf } from "../button-of.tsx";
import { connectionName } from "../connection-name.ts";

type Props = {
  model: string;
  offer: Offer;
  busy: boolean;
  onEdit: () => void;
  onMakeDefault: () => void;
};

export function OfferRow({ model, offer, busy, onEdit, onMakeDefault }: Props) {
  const words = useWords();
  const { t, money } = words;
  const { priceMicros, paused, unwell, usual, isDefault } = offer;
  const connection = offerName(offer, words);
  // What nobody uses needs no price to be counted by.
  const unpriced = t(isDefault ? "connections.price_missing" : "models.card.price_unknown");
  const price = priceMicros ? t("connections.price_each", { price: money(priceMicros) }) : unpriced;
  return (
    <Box paddingBlockStart="300">
      <InlineGrid columns={{ xs: "1fr", sm: "1fr auto" }} alignItems="center" gap="200">
        <BlockStack gap="050">
          <InlineStack gap="200" blockAlign="center">
            <Text as="span">{connection}</Text>
            {paused && <Badge>{t("connections.badge.paused")}</Badge>}
            {!paused && unwell && <Badge tone="attention">{t("connections.badge.unwell")}</Badge>}
            {usual && !isDefault && <Badge>{t("models.card.default_here")}</Badge>}
          </InlineStack>
          <Text as="span" tone={isDefault && !priceMicros ? "caution" : "subdued"}>
            {price}
          </Text>
        </BlockStack>
        <InlineStack gap="200">
          <ButtonOf of={`${model}, ${connection}`} onClick={onEdit}>
            {t("models.card.edit")}
          </ButtonOf>
          {!isDefault && !paused && (
            <ButtonOf of={`${model}, ${connection}`} disabled={busy} onClick={onMakeDefault}>
              {t("models.card.make_default")}
            </ButtonOf>
          )}
        </InlineStack>
      </InlineGrid>
    </Box>
  );
}

export function offerName({ connectionId, provider, keyHint }: Offer, words: Words): string {
  return connectionName({ id: connectionId, label: provider, keyHint }, words);
}
