/** What is compared, and what that costs before anything is pressed. */
import { BlockStack, Button, Card, InlineGrid, InlineStack, Text } from "@shopify/polaris";
import type { Candidate } from "../../shop/shown-models.ts";
import type { ComparedProduct } from "../../try-on/comparison/compared-product.server.ts";
import { writeMaker } from "../../try-on/comparison/maker-name.ts";
import type { Said } from "../../words/said.ts";
import { useWords } from "../../words/use-words.tsx";
import { MakersChoice } from "./makers-choice.tsx";
import { PersonChoice } from "./person-choice.tsx";
import { ProductChoice } from "./product-choice.tsx";

type Props = {
  product: ComparedProduct | undefined;
  isUnknown: boolean;
  candidates: Candidate[];
  makers: string[];
  missing: Said | undefined;
  mostPhotoBytes: number;
  person: string;
  photo: File | undefined;
  busy: boolean;
  onProduct: (id: string) => void;
  onMakers: (makers: string[]) => void;
  onPerson: (person: string) => void;
  onPhoto: (photo: File | undefined) => void;
  /** Undefined while something is missing. */
  onRun: (() => void) | undefined;
};

export function CompareForm(props: Props) {
  const { product, isUnknown, candidates, makers, missing, mostPhotoBytes, person, photo, busy, onRun } =
    props;
  const { t, say, money } = useWords();
  const chosen = candidates.filter((one) => makers.includes(writeMaker(one)));
  const total = money(chosen.reduce((sum, { priceMicros = "0" }) => sum + BigInt(priceMicros), 0n));
  const priced = chosen.filter(({ priceMicros }) => priceMicros !== undefined).length;
  const isPriced = priced === chosen.length;
  const cost = isPriced ? "cost" : priced > 0 ? "cost_unknown" : "cost_none";
  const act = chosen.length === 1 ? "make" : "run";
  return (
    <Card>
      <BlockStack gap="500">
        <Text as="h2" variant="headingMd">
          {t("models.compare.choose")}
        </Text>
        <ProductChoice product={product} isUnknown={isUnknown} onChoose={props.onProduct} />
        <InlineGrid columns={{ xs: 1, md: 2 }} gap="500">
          <MakersChoice candidates={candidates} chosen={makers} onChoose={props.onMakers} />
          <PersonChoice
            person={person}
            photo={photo}
            mostPhotoBytes={mostPhotoBytes}
            onPerson={props.onPerson}
            onPhoto={props.onPhoto}
          />
        </InlineGrid>
        <BlockStack gap="300">
          <Text as="p" tone="subdued">
            {missing ? say(missing) : t(`models.compare.${cost}`, { count: chosen.length, total })}
          </Text>
          <InlineStack>
            <Button variant="primary" loading={busy} disabled={!onRun} onClick={() => onRun?.()}>
              {chosen.length > 0 && isPriced
                ? t(`models.compare.${act}`, { total })
                : t(`models.compare.${act}_unpriced`)}
            </Button>
          </InlineStack>
        </BlockStack>
      </BlockStack>
    </Card>
  );
}
