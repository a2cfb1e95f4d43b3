/** What this month's try-ons cost so far, and how far that is from the cap. */
import { Banner, BlockStack, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import type { SpendShown } from "../shop/shop-settings.server.ts";

type Props = { spend: SpendShown; priceMissing: boolean; onEnterPrice: () => void };

export function SpendSoFar({ spend, priceMissing, onEnterPrice }: Props) {
  const { month, used, reserved, cap, percent, reachedUntil } = spend;
  return (
    <BlockStack gap="300">
      <BlockStack gap="200">
        <InlineStack align="space-between" gap="200">
          <Text as="h3" variant="headingSm">
            {month}
          </Text>
          <Text as="span" numeric>
            {cap ? `${used} of ${cap}` : `${used} so far`}
          </Text>
        </InlineStack>
        {cap && (
          <ProgressBar
            size="small"
            progress={percent}
            tone={reachedUntil ? "critical" : "primary"}
            ariaLabelledBy="spend-of-cap"
          />
        )}
        <Text as="p" tone="subdued" variant="bodySm" id="spend-of-cap">
          {reserved ? `${reserved} of it is reserved for try-ons that have not ended.` : nothingReserved}
        </Text>
      </BlockStack>
      {reachedUntil && (
        <Banner tone="critical" title="The cap is reached: the button is hidden">
          <p>It returns on {reachedUntil}, or as soon as you raise the cap.</p>
        </Banner>
      )}
      {priceMissing && (
        <Banner
          tone="warning"
          title="No price yet: the cap can’t count"
          action={{ content: "Enter a price", onAction: onEnterPrice }}
        >
          <p>Say what a try-on costs you in each connection that makes them.</p>
        </Banner>
      )}
    </BlockStack>
  );
}

const nothingReserved =
  "Counted by the prices in your connections. Your provider’s own bill is what you pay.";
