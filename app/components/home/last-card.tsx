/** The last try-ons: what, when, and what came of it. */
import { Badge, BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import type { LastTryOn } from "../../usage/lately.server.ts";
import { useWords } from "../../words/use-words.tsx";
import { ComparisonLink } from "../comparison-link.tsx";
import { TitledCard } from "../titled-card.tsx";

const tones = {
  queued: "info",
  submitting: "info",
  running: "info",
  done: "success",
  failed: "critical",
} as const;
const words = {
  queued: "common.try_on.queued",
  submitting: "common.try_on.queued",
  running: "common.try_on.running",
  done: "common.try_on.done",
  failed: "common.try_on.failed",
} as const;

type Props = {
  last: LastTryOn[];
  /** Whether there is a button in the shop to try. */
  showing: boolean;
};

export function LastCard({ last, showing }: Props) {
  const { t, moment } = useWords();
  return (
    <TitledCard
      title={t("home.last.title")}
      beside={
        last.length > 0 && (
          <Button variant="plain" url="/app/usage/try-ons">
            {t("home.last.all")}
          </Button>
        )
      }
    >
      {last.length === 0 && (
        <Text as="p" tone="subdued">
          {t(showing ? "home.last.none" : "home.last.none_yet")}
        </Text>
      )}
      {last.map(({ id, product, state, askedBy, comparisonId, at }) => (
        <InlineStack key={id} align="space-between" blockAlign="center" gap="200" wrap={false}>
          <BlockStack>
            <Text as="span" fontWeight="semibold">
              {product}
            </Text>
            <Text as="span" tone="subdued" variant="bodySm">
              <time dateTime={at}>{moment(at)}</time>
              {askedBy === "merchant" && (
                <>
                  {" · "}
                  <ComparisonLink comparisonId={comparisonId} product={product}>
                    {t("home.last.test")}
                  </ComparisonLink>
                </>
              )}
            </Text>
          </BlockStack>
          <Badge tone={tones[state]}>{t(words[state])}</Badge>
        </InlineStack>
      ))}
    </TitledCard>
  );
}
