/** A table with its heading, its export, and its pages where it has some. */
import { BlockStack, Box, Card, InlineStack, Text } from "@shopify/polaris";
import { Children, type ReactNode } from "react";
import type { Exported } from "../../usage/exports.server.ts";
import { ExportButton } from "./export-button.tsx";
import { UsageTable, type UsageTableProps } from "./usage-table.tsx";

type Props = Omit<UsageTableProps, "label"> & {
  title: string;
  help?: string;
  empty?: string;
  exported: Exported;
  query: URLSearchParams;
  loading: boolean;
  children?: ReactNode;
};

export function TableCard({ title, help, empty, exported, query, loading, columns, rows, children }: Props) {
  return (
    <Card padding="0">
      <Box padding="400" paddingBlockEnd="200">
        <BlockStack gap="100">
          <InlineStack align="space-between" blockAlign="center" gap="200">
            <Text as="h2" variant="headingMd">
              {title}
            </Text>
            <ExportButton table={exported} title={title} query={query} />
          </InlineStack>
          {help && (
            <Text as="p" variant="bodySm" tone="subdued">
              {help}
            </Text>
          )}
        </BlockStack>
      </Box>
      <div
        role="region"
        aria-label={title}
        aria-busy={loading}
        tabIndex={0}
        style={{ overflowX: "auto", overscrollBehaviorX: "contain", padding: "0 var(--p-space-200)" }}
      >
        {rows.length === 0 && empty ? (
          <Box padding="200" paddingBlockEnd="400">
            <Text as="p" tone="subdued">
              {empty}
            </Text>
          </Box>
        ) : (
          <UsageTable label={title} columns={columns} rows={rows} />
        )}
      </div>
      {Children.toArray(children).length > 0 && <Box padding="300">{children}</Box>}
    </Card>
  );
}
