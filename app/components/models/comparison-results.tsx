/** What the models made of it, side by side: the picture or where it stands, its time and its cost. */
import { BlockStack, Button, Card, InlineGrid, InlineStack, Text } from "@shopify/polaris";
import { drawnPeople } from "../../try-on/comparison/drawn-people.ts";
import type { ComparedModel, ShownComparison } from "../../try-on/comparison/show-comparison.server.ts";
import { writeMaker } from "../../try-on/comparison/maker-name.ts";
import { useWords } from "../../words/use-words.tsx";
import { ComparedPicture } from "./compared-picture.tsx";

type Props = {
  comparison: ShownComparison;
  /** Connection and model of the shop's default. */
  usual: string | undefined;
  busy: boolean;
  /** Undefined while what would be run is not complete. */
  onRunAgain: (() => void) | undefined;
  onMakeDefault: (model: ComparedModel) => void;
  onDelete: () => void;
};

export function ComparisonResults({ comparison, usual, busy, onRunAgain, onMakeDefault, onDelete }: Props) {
  const { t, moment } = useWords();
  const { product, person, keptUntil, models, ended } = comparison;
  const drawn = drawnPeople.find(({ name }) => name === person)?.label;
  const who = drawn ? t("models.compare.person_label", { name: drawn }) : t("models.compare.own_person");
  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="start" gap="300">
          <BlockStack gap="050">
            <Text as="h2" variant="headingMd">
              {t(models.length === 1 ? "models.compare.result" : "models.compare.results")}
            </Text>
            <Text as="p" tone="subdued">
              {t("models.compare.of", { product, person: who })}
            </Text>
            {ended && keptUntil && (
              <Text as="p" tone="subdued">
                {t("models.compare.kept", { until: moment(keptUntil) })}
              </Text>
            )}
          </BlockStack>
          <InlineStack gap="200">
            <Button disabled={busy || !onRunAgain} onClick={() => onRunAgain?.()}>
              {t("models.compare.again")}
            </Button>
            <Button tone="critical" disabled={busy} onClick={onDelete}>
              {t("models.compare.delete")}
            </Button>
          </InlineStack>
        </InlineStack>
        <div aria-live="polite">
          <InlineGrid columns={{ xs: 2, md: Math.min(4, Math.max(2, models.length)) }} gap="400">
            {models.map((model) => (
              <ComparedPicture
                key={model.id}
                model={model}
                alt={t("models.compare.result_alt", { product, person: who, model: model.label })}
                isDefault={isBy(model, usual)}
                busy={busy}
                onMakeDefault={() => onMakeDefault(model)}
              />
            ))}
          </InlineGrid>
        </div>
      </BlockStack>
    </Card>
  );
}

/** Whose connection was removed is nobody's default. */
function isBy({ connectionId, model }: ComparedModel, maker: string | undefined): boolean {
  return connectionId !== undefined && writeMaker({ connectionId, model }) === maker;
}
