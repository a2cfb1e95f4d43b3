/** Which of the product's pictures goes to the model. */
import { BlockStack, Card, Text } from "@shopify/polaris";
import type { ShownPicture } from "../../catalog/product-page.server.ts";
import { useWords } from "../../words/use-words.tsx";
import { PictureChoice } from "./picture-choice.tsx";

type Props = {
  pictures: ShownPicture[];
  automatic: string | null;
  chosen: string | null;
  onChange: (address: string | null) => void;
};

export function PicturesCard({ pictures, automatic, chosen, onChange }: Props) {
  const { t } = useWords();
  return (
    <Card>
      <BlockStack gap="300">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {t("products.pictures.title")}
          </Text>
          <Text as="p" tone="subdued">
            {t(pictures.length > 0 ? "products.pictures.text" : "products.todo.no_picture")}
          </Text>
        </BlockStack>
        <PictureChoice
          name="product"
          label={t("products.pictures.title")}
          automaticLabel={t("products.pictures.automatic")}
          pictures={pictures}
          automatic={automatic}
          chosen={chosen}
          onChange={onChange}
        />
      </BlockStack>
    </Card>
  );
}
