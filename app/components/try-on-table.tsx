/** The last try-ons, on the home page and on a page of their own. */
import { Badge, BlockStack, Box, Button, Card, IndexTable, InlineStack, Text } from "@shopify/polaris";
import type { RecentTryOn } from "../usage/recent.server.ts";

type Props = {
  title?: string;
  tryOns: RecentTryOn[];
  action?: { content: string; onAction: () => void };
};

const states = {
  queued: { label: "In line", tone: "info" },
  submitting: { label: "In line", tone: "info" },
  running: { label: "Being made", tone: "info" },
  done: { label: "Done", tone: "success" },
  failed: { label: "Failed", tone: "critical" },
} as const;

export function TryOnTable({ title, tryOns, action }: Props) {
  return (
    <Card padding="0">
      {title && (
        <div style={{ padding: "var(--p-space-400)" }}>
          <InlineStack align="space-between" blockAlign="center">
            <Text as="h2" variant="headingMd">
              {title}
            </Text>
            {action && tryOns.length > 0 && (
              <Button variant="plain" onClick={action.onAction}>
                {action.content}
              </Button>
            )}
          </InlineStack>
        </div>
      )}
      {tryOns.length === 0 ? (
        <Box padding="600">
          <BlockStack gap="100" inlineAlign="center">
            <Text as="h3" variant="headingSm">
              No try-ons yet
            </Text>
            <Text as="p" tone="subdued" alignment="center">
              Open a product in your shop and press “Try it on”. It appears here a moment later.
            </Text>
          </BlockStack>
        </Box>
      ) : (
        <IndexTable
          itemCount={tryOns.length}
          selectable={false}
          resourceName={{ singular: "try-on", plural: "try-ons" }}
          headings={[
            { title: "Product" },
            { title: "When" },
            { title: "State" },
            { title: "Time", alignment: "end" },
          ]}
        >
          {tryOns.map((tryOn, index) => (
            <Row key={tryOn.id} tryOn={tryOn} index={index} />
          ))}
        </IndexTable>
      )}
    </Card>
  );
}

function Row({ tryOn, index }: { tryOn: RecentTryOn; index: number }) {
  const state = states[tryOn.state];
  return (
    <IndexTable.Row id={tryOn.id} position={index}>
      <IndexTable.Cell>
        <BlockStack>
          <Text as="span" fontWeight="semibold">
            {tryOn.product}
          </Text>
          <Text as="span" tone="subdued" variant="bodySm">
            {tryOn.failure ?? tryOn.model}
          </Text>
        </BlockStack>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <time dateTime={tryOn.at} suppressHydrationWarning>
          {new Date(tryOn.at).toLocaleString("en", { dateStyle: "medium", timeStyle: "short" })}
        </time>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Badge tone={state.tone}>{state.label}</Badge>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" alignment="end" numeric>
          {tryOn.seconds === undefined ? "–" : `${tryOn.seconds.toFixed(1)} s`}
        </Text>
      </IndexTable.Cell>
    </IndexTable.Row>
  );
}
