import { BlockStack, Box, Card, InlineGrid, Text } from "@shopify/polaris";
import type { ReactNode } from "react";

/** `id` is where a link from another page leads. */
type Props = { id?: string; title: string; description: string; children: ReactNode };

/** What it is about on the left, what can be changed on the right; one beneath the other on a phone. */
export function SettingsSection({ id, title, description, children }: Props) {
  return (
    <InlineGrid columns={{ xs: "1fr", md: "2fr 5fr" }} gap="400" alignItems="start" {...(id ? { id } : {})}>
      <Box as="section" paddingInline={{ xs: "400", sm: "0" }} paddingBlockStart={{ md: "400" }}>
        <BlockStack gap="200">
          <Text as="h2" variant="headingMd">
            {title}
          </Text>
          <Text as="p" tone="subdued">
            {description}
          </Text>
        </BlockStack>
      </Box>
      <Card roundedAbove="sm">{children}</Card>
    </InlineGrid>
  );
}
