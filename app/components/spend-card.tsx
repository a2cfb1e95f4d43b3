/** What this month's try-ons cost so far, and how far that is from the cap: on the home page and in the settings. */
import { BlockStack, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import type { MonthSpend } from "../usage/month-forecast.ts";
import { useWords } from "../words/use-words.tsx";

export function SpendSoFar({ spend }: { spend: MonthSpend }) {
  const { t, money, day, percent } = useWords();
  const { month, usedMicros, reservedMicros, capMicros, share, reached, hides, nextMonth } = spend;
  return (
    <BlockStack gap="200">
      <InlineStack align="space-between" gap="200">
        <Text as="span">{t("common.spend.since", { day: { day: `${month}-01` } })}</Text>
        <Text as="span" numeric fontWeight="semibold">
          {capMicros === null
            ? money(usedMicros)
            : t("common.spend.of", { used: { money: usedMicros }, cap: { money: capMicros } })}
        </Text>
      </InlineStack>
      {capMicros !== null && (
        <ProgressBar
          size="small"
          progress={Math.round(share * 100)}
          tone={reached ? "critical" : "primary"}
          ariaLabelledBy="spend-of-cap"
        />
      )}
      <Text as="p" tone="subdued" variant="bodySm" id="spend-of-cap">
        {capMicros === null
          ? t("common.spend.no_cap")
          : hides
            ? t("common.spend.hidden", { day: day(nextMonth) })
            : t("common.spend.share", { share: percent(share) })}
        {reservedMicros !== "0" && ` ${t("common.spend.reserved", { money: { money: reservedMicros } })}`}
      </Text>
    </BlockStack>
  );
}
