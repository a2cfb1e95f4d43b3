/** This month's spend against the cap, and what it would come to. */
import { BlockStack, Card, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import type { MonthForecast } from "../../usage/month-forecast.server.ts";
import { useWords } from "../../words/use-words.tsx";
import { rounded } from "./rounded.ts";

export function MonthCard({ month }: { month: MonthForecast }) {
  const { t, money } = useWords();
  const used = Number(month.spent) + Number(month.reserved);
  const cap = month.cap === undefined ? undefined : Number(month.cap);
  const share = cap === undefined ? 0 : cap === 0 ? 100 : Math.min(100, (used / cap) * 100);
  const isOver = cap !== undefined && Number(month.forecast) > cap;
  return (
    <Card>
      <BlockStack gap="200">
        <InlineStack align="space-between" gap="200">
          <Text as="h2" variant="headingMd">
            {t("usage.month.title")}
          </Text>
          <Text as="p" numeric>
            {cap === undefined
              ? t("usage.month.no_cap", { amount: money(used) })
              : t("usage.month.of_cap", { amount: money(used), cap: money(cap) })}
          </Text>
        </InlineStack>
        {cap !== undefined && (
          <ProgressBar
            size="small"
            progress={share}
            tone={isOver ? "critical" : "primary"}
            ariaLabelledBy="usage-month"
          />
        )}
        <Text as="p" tone="subdued" id="usage-month">
          {t("usage.month.forecast", {
            amount: money(rounded(month.forecast)),
            gone: month.daysGone,
            days: month.days,
          })}{" "}
          {month.reserved !== "0" && t("usage.month.reserved", { amount: money(month.reserved) })}
        </Text>
        {isOver && (
          <Text as="p" tone="critical">
            {t("usage.month.over")}
          </Text>
        )}
      </BlockStack>
    </Card>
  );
}
