import { BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { useState } from "react";

/** Asks once more before a key is deleted: it can't be had back from here. */
export function RemoveConnection({ busy, onRemove }: { busy: boolean; onRemove: () => void }) {
  const [sure, setSure] = useState(false);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Remove the connection
        </Text>
        <Text as="p" tone="subdued">
          Deletes the key. Without another connection the button disappears from your shop.
        </Text>
        <InlineStack gap="200">
          {sure ? (
            <>
              <Button tone="critical" variant="primary" disabled={busy} onClick={onRemove}>
                Delete the key
              </Button>
              <Button onClick={() => setSure(false)}>Keep it</Button>
            </>
          ) : (
            <Button tone="critical" disabled={busy} onClick={() => setSure(true)}>
              Remove…
            </Button>
          )}
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
