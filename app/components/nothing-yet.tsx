/** What stands where there is nothing to show: what will be here, and the buttons that lead to it. */
import { BlockStack, Box, Card, InlineStack, Text } from "@shopify/polaris";
import type { ReactNode } from "react";

type Props = { title: string; text: string; children?: ReactNode };

export function NothingYet({ title, text, children }: Props) {
  return (
    <Card>
      <Box paddingBlock="800">
        <BlockStack gap="300" inlineAlign="center">
          <BlockStack gap="100" inlineAlign="center">
            <Text as="h2" variant="headingMd" alignment="center">
              {title}
            </Text>
            <Text as="p" tone="subdued" alignment="center">
              {text}
            </Text>
          </BlockStack>
          {children && (
            <InlineStack gap="200" align="center">
              {children}
            </InlineStack>
          )}
        </BlockStack>
      </Box>
    </Card>
  );
}
