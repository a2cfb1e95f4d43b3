/** A model that the connections offer: what it is good at, how it did here, and what it costs at each of them. */
import { Badge, BlockStack, Box, Card, Divider, InlineGrid, InlineStack, Text } from "@shopify/polaris";
import type { Measured } from "../../shop/model-facts.server.ts";
import type { ModelCard as Shown, Offer } from "../../shop/shown-models.ts";
import { useWords } from "../../words/use-words.tsx";
import { OfferList } from "./offer-list.tsx";

type Props = {
  card: Shown;
  measured: Measured | undefined;
  /** Fewer try-ons tell nothing. */
  enoughToSay: number;
  busy: boolean;
  onEdit: (offer: Offer) => void;
  onMakeDefault: (offer: Offer) => void;
};

export function ModelCard({ card, measured, enoughToSay, busy, onEdit, onMakeDefault }: Props) {
  const { t } = useWords();
  const { label, goodAt, outfits, offers, isDefault, products, collections } = card;
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <InlineStack gap="200" blockAlign="center">
            <Text as="h2" variant="headingMd">
              {label}
            </Text>
            {isDefault && <Badge tone="success">{t("models.card.default")}</Badge>}
            {products > 0 && <Badge tone="info">{t("models.card.products", { count: products })}</Badge>}
            {collections > 0 && (
              <Badge tone="info">{t("models.card.collections", { count: collections })}</Badge>
            )}
          </InlineStack>
          <Text as="p" tone="subdued">
            {t(goodAt)}
          </Text>
        </BlockStack>
        <InlineGrid columns={{ xs: 1, sm: 2 }} gap="400">
          <Fact
            title={t("models.card.outfits")}
            text={t(outfits ? "models.card.outfits_yes" : "models.card.outfits_no")}
          />
          <Fact title={t("models.card.measured_title")} text={useMeasured(measured, enoughToSay)} />
        </InlineGrid>
        <Box>
          <Divider />
          <OfferList
            model={label}
            offers={offers}
            busy={busy}
            onEdit={onEdit}
            onMakeDefault={onMakeDefault}
          />
        </Box>
      </BlockStack>
    </Card>
  );
}

function Fact({ title, text }: { title: string; text: string }) {
  return (
    <BlockStack gap="050">
      <Text as="h3" variant="headingSm">
        {title}
      </Text>
      <Text as="p">{text}</Text>
    </BlockStack>
  );
}

function useMeasured(measured: Measured | undefined, enough: number): string {
  const { t, percent, seconds } = useWords();
  const { count, done, usualMs } = measured ?? { count: 0, done: 0, usualMs: null };
  if (count < enough) return t("models.card.measured_few", { count });
  const values = { share: percent(done / count), count };
  if (usualMs === null) return t("models.card.measured_none", values);
  return t("models.card.measured", { ...values, time: seconds(usualMs) });
}
