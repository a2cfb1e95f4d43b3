/** All that can be said of one product, and what follows from it. */
import { BlockStack, Layout } from "@shopify/polaris";
import type { ProductKind } from "../../catalog/kind.ts";
import type { ShownProduct } from "../../catalog/product-page.server.ts";
import { ButtonCard } from "./button-card.tsx";
import { KindCard } from "./kind-card.tsx";
import { PicturesCard } from "./pictures-card.tsx";
import { VariantsCard } from "./variants-card.tsx";

export type ProductDraft = {
  switched: boolean | null;
  chosenKind: ProductKind | null;
  /** Addresses; null for what we take by ourselves. */
  picture: string | null;
  variants: Record<string, string>;
};

type Props = {
  product: ShownProduct;
  draft: ProductDraft;
  onChange: (changes: Partial<ProductDraft>) => void;
};

export function ProductForm({ product, draft, onChange }: Props) {
  const { consequences, pictures, variants, automatic, proposedKind } = product;
  return (
    <Layout>
      <Layout.Section>
        <BlockStack gap="400">
          <PicturesCard
            pictures={pictures}
            // Of what is no garment, nothing goes anywhere.
            automatic={(draft.chosenKind ?? proposedKind) === "none" ? null : automatic}
            chosen={draft.picture}
            onChange={(picture) => onChange({ picture })}
          />
          {variants.length > 1 && pictures.filter(({ readiness }) => readiness === "ready").length > 1 && (
            <VariantsCard
              variants={variants}
              pictures={pictures}
              ofProduct={draft.picture ?? automatic}
              chosen={draft.variants}
              onChange={(changed) => onChange({ variants: changed })}
            />
          )}
        </BlockStack>
      </Layout.Section>
      <Layout.Section variant="oneThird">
        <BlockStack gap="400">
          <ButtonCard
            answers={consequences.filter(({ chosenKind }) => chosenKind === draft.chosenKind)}
            switched={draft.switched}
            onChange={(switched) => onChange({ switched })}
          />
          <KindCard
            proposed={proposedKind}
            chosen={draft.chosenKind}
            onChange={(chosenKind) => onChange({ chosenKind })}
          />
        </BlockStack>
      </Layout.Section>
    </Layout>
  );
}
