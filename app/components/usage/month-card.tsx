/** This month's spend against the cap, and what it would come to. */
import { BlockStack, Button, Card, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import type { MonthForecast } from "../../usage/month-forecast.ts";
import { useWords } from "../../words/use-words.tsx";
import { rounded } from "./rounded.ts";

export function MonthCard({ month }: { month: MonthForecast }) {
  const { t, money, day } = useWords();
  const { usedMicros, reservedMicros, capMicros, share, reached, hides, passesCap } = month;
  const trouble = reached
    ? hides
      ? t("common.spend.hidden", { day: day(month.nextMonth) })
      : t("usage.month.reached")
    : passesCap
      ? t("usage.month.over")
      : undefined;
  const { forecastMicros, daysGone: gone, days } = month;
  const notes = [
    // Without the button, or before the first try-on, there is no pace to go by.
    !hides &&
      forecastMicros !== "0" &&
      t("usage.month.forecast", { amount: money(rounded(forecastMicros)), gone, days }),
    reservedMicros !== "0" && t("usage.month.reserved", { amount: money(reservedMicros) }),
  ].filter(Boolean);
  return (
    <Card>
      <BlockStack gap="200">
        <InlineStack align="space-between" gap="200">
          <Text as="h2" variant="headingMd" id="usage-month">
            {t("usage.month.title")}
          </Text>
          <Text as="p" numeric>
            {capMicros === null
              ? t("usage.month.no_cap", { amount: money(usedMicros) })
              : t("usage.month.of_cap", { amount: money(usedMicros), cap: money(capMicros) })}
          </Text>
        </InlineStack>
        {capMicros !== null && (
          <ProgressBar
            size="small"
            progress={Math.round(share * 100)}
            tone={trouble === undefined ? "primary" : "critical"}
            ariaLabelledBy="usage-month"
          />
        )}
        {notes.length > 0 && (
          <Text as="p" tone="subdued">
            {notes.join(" ")}
          </Text>
        )}
        {trouble !== undefined && (
          <Text as="p" tone="critical">
            {trouble}
          </Text>
        )}
        {reached && (
          <InlineStack>
            <Button variant="plain" url="/app/settings#cap">
              {t("common.spend.change")}
            </Button>
          </InlineStack>
        )}
      </BlockStack>
    </Card>
  );
}
