/** Which products and collections have another model than the default. */
import { useAppBridge } from "@shopify/app-bridge-react";
import { BlockStack, Box, Button, Divider, InlineStack, Select, Text } from "@shopify/polaris";
import { useState } from "react";
import type { ChosenFor, ShownChoice } from "../../shop/model-choices.server.ts";
import { useWords } from "../../words/use-words.tsx";
import { ButtonOf } from "../button-of.tsx";
import { TitledCard } from "../titled-card.tsx";

type Choosable = { model: string; label: string };

type Props = {
  choices: ShownChoice[];
  choosable: Choosable[];
  /** What all others have. */
  usual: string | undefined;
  busy: boolean;
  onChoose: (chosen: { scope: ChosenFor["scope"]; ids: string[]; model: string }) => void;
  onLeave: (choice: ShownChoice) => void;
};

export function ModelChoices({ choices, choosable, usual, busy, onChoose, onLeave }: Props) {
  const { t } = useWords();
  const bridge = useAppBridge();
  const others = choosable.filter(({ model }) => model !== usual);
  const [wanted, setWanted] = useState<string>();
  const model = others.find((one) => one.model === wanted)?.model ?? others[0]?.model;
  const pick = async (scope: ChosenFor["scope"]) => {
    const picked = await bridge.resourcePicker({ type: scope, action: "select", multiple: true });
    const ids = (picked ?? []).map(({ id }) => id.slice(id.lastIndexOf("/") + 1));
    if (model !== undefined && ids.length > 0) onChoose({ scope, ids, model });
  };

  return (
    <TitledCard title={t("models.choices.title")} text={t("models.choices.text")}>
      {model === undefined ? (
        <Text as="p">{t("models.choices.none")}</Text>
      ) : (
        <InlineStack gap="200" blockAlign="end">
          <Select
            label={t("models.choices.model")}
            options={others.map(({ model: value, label }) => ({ value, label }))}
            value={model}
            onChange={setWanted}
          />
          <Button disabled={busy} onClick={() => void pick("product")}>
            {t("models.choices.add_products")}
          </Button>
          <Button disabled={busy} onClick={() => void pick("collection")}>
            {t("models.choices.add_collections")}
          </Button>
        </InlineStack>
      )}
      {choices.length === 0 ? (
        <Text as="p" tone="subdued">
          {t("models.choices.empty")}
        </Text>
      ) : (
        <BlockStack as="ul" gap="0">
          {choices.map((choice) => (
            <ChoiceRow
              key={`${choice.scope} ${choice.id}`}
              choice={choice}
              label={choosable.find((one) => one.model === choice.model)?.label}
              busy={busy}
              onLeave={() => onLeave(choice)}
            />
          ))}
        </BlockStack>
      )}
    </TitledCard>
  );
}

type RowProps = { choice: ShownChoice; label: string | undefined; busy: boolean; onLeave: () => void };

function ChoiceRow({ choice, label, busy, onLeave }: RowProps) {
  const { t } = useWords();
  const { scope, title, model } = choice;
  return (
    <Box as="li">
      <Divider />
      <Box paddingBlock="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <BlockStack gap="050">
            <Text as="span" fontWeight="semibold">
              {title}
            </Text>
            <Text as="span" tone="subdued">
              {`${t(`models.choices.${scope}`)} · ${label ?? model}`}
            </Text>
            {label === undefined && (
              <Text as="span" tone="caution">
                {t("models.choices.sleeping")}
              </Text>
            )}
          </BlockStack>
          <ButtonOf of={title} disabled={busy} onClick={onLeave}>
            {t("models.choices.remove")}
          </ButtonOf>
        </InlineStack>
      </Box>
    </Box>
  );
}
