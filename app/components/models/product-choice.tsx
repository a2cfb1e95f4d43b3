/** Which product is compared, chosen as everywhere in the admin. */
import { useAppBridge } from "@shopify/app-bridge-react";
import { BlockStack, Button, InlineStack, Text, Thumbnail } from "@shopify/polaris";
import type { ComparedProduct } from "../../try-on/comparison/compared-product.server.ts";
import { useWords } from "../../words/use-words.tsx";

type Props = {
  product: ComparedProduct | undefined;
  /** One was asked for, and is not known here. */
  isUnknown: boolean;
  onChoose: (id: string) => void;
};

export function ProductChoice({ product, isUnknown, onChoose }: Props) {
  const { t } = useWords();
  const bridge = useAppBridge();
  const choose = async () => {
    const [picked] = (await bridge.resourcePicker({ type: "product", action: "select" })) ?? [];
    if (picked) onChoose(picked.id.slice(picked.id.lastIndexOf("/") + 1));
  };
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="bodyMd">
        {t("models.compare.product")}
      </Text>
      {isUnknown && (
        <Text as="p" tone="critical">
          {t("models.compare.product_unknown")}
        </Text>
      )}
      <InlineStack gap="300" blockAlign="center">
        {product?.picture && <Thumbnail source={product.picture} alt="" />}
        {product && <Text as="span">{product.title}</Text>}
        <Button onClick={() => void choose()}>
          {t(product ? "models.compare.product_change" : "models.compare.product_choose")}
        </Button>
      </InlineStack>
      {product?.obstacle && (
        <Text as="p" tone="critical">
          {t(`products.todo.${product.obstacle}`)}
        </Text>
      )}
    </BlockStack>
  );
}
