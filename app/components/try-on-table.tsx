/** The last try-ons, on the home page and on a page of their own. */
import {
  Badge,
  BlockStack,
  Box,
  Button,
  Card,
  IndexTable,
  InlineStack,
  Text,
  useBreakpoints,
} from "@shopify/polaris";
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
  const { smDown: isNarrow } = useBreakpoints();
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
          condensed={isNarrow}
          selectable={false}
          resourceName={{ singular: "try-on", plural: "try-ons" }}
          headings={[
            { title: "Product" },
            { title: "When" },
            { title: "State" },
            { title: "Time", alignment: "end" },
            { title: "Price", alignment: "end" },
          ]}
        >
          {tryOns.map((tryOn, index) =>
            isNarrow ? (
              <NarrowRow key={tryOn.id} tryOn={tryOn} index={index} />
            ) : (
              <Row key={tryOn.id} tryOn={tryOn} index={index} />
            ),
          )}
        </IndexTable>
      )}
    </Card>
  );
}

type RowProps = { tryOn: RecentTryOn; index: number };

function Row({ tryOn, index }: RowProps) {
  return (
    <IndexTable.Row id={tryOn.id} position={index}>
      <IndexTable.Cell>
        <What tryOn={tryOn} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <When at={tryOn.at} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <State state={tryOn.state} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" alignment="end" numeric>
          {inSeconds(tryOn)}
        </Text>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Price price={tryOn.price} />
      </IndexTable.Cell>
    </IndexTable.Row>
  );
}

/** A phone has no room for columns. */
function NarrowRow({ tryOn, index }: RowProps) {
  return (
    <IndexTable.Row id={tryOn.id} position={index}>
      <Box padding="300" width="100%">
        <InlineStack align="space-between" blockAlign="start" gap="200" wrap={false}>
          <BlockStack gap="100">
            <What tryOn={tryOn} />
            <Text as="span" tone="subdued" variant="bodySm">
              <When at={tryOn.at} /> · {inSeconds(tryOn)}
            </Text>
          </BlockStack>
          <BlockStack gap="100" inlineAlign="end">
            <State state={tryOn.state} />
            <Price price={tryOn.price} />
          </BlockStack>
        </InlineStack>
      </Box>
    </IndexTable.Row>
  );
}

function What({ tryOn }: { tryOn: RecentTryOn }) {
  return (
    <BlockStack>
      <Text as="span" fontWeight="semibold">
        {tryOn.product}
      </Text>
      <div>
        <Text as="span" tone="subdued" variant="bodySm">
          {tryOn.model}
        </Text>{" "}
        {tryOn.stoodIn && <Badge size="small">Stand-in</Badge>}
      </div>
      {tryOn.failure && (
        // The table's cells don't wrap, and a sentence would push the price out of sight.
        <div style={{ whiteSpace: "normal", maxWidth: "22rem" }}>
          <Text as="span" tone="subdued" variant="bodySm">
            {tryOn.failure}
          </Text>
        </div>
      )}
    </BlockStack>
  );
}

function When({ at }: { at: string }) {
  return (
    <time dateTime={at} suppressHydrationWarning>
      {new Date(at).toLocaleString("en", { dateStyle: "medium", timeStyle: "short" })}
    </time>
  );
}

function State({ state }: Pick<RecentTryOn, "state">) {
  return <Badge tone={states[state].tone}>{states[state].label}</Badge>;
}

function inSeconds({ seconds }: RecentTryOn): string {
  return seconds === undefined ? "–" : `${seconds.toFixed(1)} s`;
}

const charges = { reserved: "Reserved", spent: undefined, returned: "Returned" } as const;

function Price({ price }: Pick<RecentTryOn, "price">) {
  const note = price && charges[price.charge];
  return (
    <BlockStack inlineAlign="end">
      <Text
        as="span"
        alignment="end"
        numeric
        {...(price?.charge === "returned"
          ? { tone: "subdued" as const, textDecorationLine: "line-through" as const }
          : {})}
      >
        {price?.amount ?? "–"}
      </Text>
      {note && (
        <Text as="span" tone="subdued" variant="bodySm" alignment="end">
          {note}
        </Text>
      )}
    </BlockStack>
  );
}
