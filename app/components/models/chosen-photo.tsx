/** The photo that was chosen, by its name, and to be seen where the browser can show it: few can show a HEIC. */
import { InlineStack, Text } from "@shopify/polaris";
import { useEffect, useState } from "react";

export function ChosenPhoto({ photo }: { photo: File }) {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(photo);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [photo]);
  return (
    <div style={{ padding: "var(--p-space-400)" }}>
      <InlineStack gap="300" align="center" blockAlign="center">
        {address && (
          <img
            src={address}
            alt=""
            height={60}
            style={{ borderRadius: "var(--p-border-radius-100)" }}
            onError={() => setAddress(undefined)}
          />
        )}
        <Text as="span" breakWord>
          {photo.name}
        </Text>
      </InlineStack>
    </div>
  );
}
