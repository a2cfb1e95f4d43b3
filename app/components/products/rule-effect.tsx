/** What a rule does, and what it would change, before it is saved. */
import { BlockStack, InlineStack, Link, SkeletonBodyText, Text, Thumbnail } from "@shopify/polaris";
import { ImageIcon } from "@shopify/polaris-icons";
import type { Example, RulePreview } from "../../catalog/rule-preview.server.ts";
import { useWords } from "../../words/use-words.tsx";
import { TitledCard } from "../titled-card.tsx";

type Props = { effect: RulePreview; isChanged: boolean; isLooking: boolean };

const exceptionsAddress = "/app/products?by=exception";
const heldAddress =
  "/app/products?by=rule&why=no_garment&why=kind_unknown&why=no_picture&why=too_small&why=wrong_shape";

export function RuleEffect({ effect, isChanged, isLooking }: Props) {
  const { t } = useWords();
  const { on, gains, loses, held, exceptions, gaining, losing } = effect;
  return (
    <TitledCard title={t(isChanged ? "products.effect.would" : "products.effect.does")}>
      <div role="status">
        {isLooking ? (
          <SkeletonBodyText lines={4} />
        ) : (
          <BlockStack gap="300">
            <Text as="p" variant="headingLg">
              {t(isChanged ? "products.effect.would_have" : "products.effect.have", { count: on })}
            </Text>
            {isChanged && (
              <>
                <Change
                  sentence={t("products.effect.gains", { count: gains })}
                  examples={gaining}
                  of={gains}
                />
                <Change
                  sentence={t("products.effect.loses", { count: loses })}
                  examples={losing}
                  of={loses}
                />
              </>
            )}
            {held > 0 && (
              <Text as="p" tone="subdued">
                {t("products.effect.held", { count: held })}{" "}
                {!isChanged && <Link url={heldAddress}>{t("products.effect.show")}</Link>}
              </Text>
            )}
            <Text as="p" tone="subdued">
              {t("products.effect.exceptions", exceptions)}{" "}
              {exceptions.on + exceptions.off > 0 && (
                <Link url={exceptionsAddress}>{t("products.effect.show")}</Link>
              )}
            </Text>
          </BlockStack>
        )}
      </div>
    </TitledCard>
  );
}

function Change({ sentence, examples, of }: { sentence: string; examples: Example[]; of: number }) {
  const { t } = useWords();
  return (
    <BlockStack gap="200">
      <Text as="p" fontWeight="medium">
        {sentence}
      </Text>
      {examples.map(({ id, title, thumbnail }) => (
        <InlineStack key={id} gap="200" blockAlign="center" wrap={false}>
          <Thumbnail size="extraSmall" source={thumbnail ?? ImageIcon} alt="" />
          <Text as="span">{title}</Text>
        </InlineStack>
      ))}
      {of > examples.length && (
        <Text as="p" tone="subdued">
          {t("products.effect.more", { count: of - examples.length })}
        </Text>
      )}
    </BlockStack>
  );
}
