/** Which products the rule takes. */
import { useAppBridge } from "@shopify/app-bridge-react";
import { Banner, BlockStack, Box, Button, Card, ChoiceList, InlineStack, Tag, Text } from "@shopify/polaris";
import { mostRuleValues } from "../../shop/setting-bounds.ts";
import type { ProductRule } from "../../shop/settings.ts";
import { useWords } from "../../words/use-words.tsx";
import type { RuleDraft } from "./rule-draft.ts";
import { ValueChoice } from "./value-choice.tsx";

type Props = {
  draft: RuleDraft;
  /** Of the collections. */
  names: Record<string, string>;
  onChange: (changes: Partial<RuleDraft>) => void;
  onNamed: (names: Record<string, string>) => void;
};

const ways = ["all", "collections", "types", "tags"] as const satisfies ProductRule["by"][];
const prefix = "gid://shopify/Collection/";

export function RuleForm({ draft, names, onChange, onNamed }: Props) {
  const { t } = useWords();
  const { by } = draft;
  return (
    <Card>
      <BlockStack gap="400">
        <ChoiceList
          title={t("products.rule.which")}
          choices={ways.map((way) => ({ value: way, label: t(`products.rule.by.${way}`) }))}
          selected={[by]}
          onChange={([picked]) => onChange({ by: ways.find((way) => way === picked) ?? by })}
        />
        {by !== "all" && (
          <Box paddingInlineStart={{ sm: "600" }}>
            <BlockStack gap="300">
              <Chosen
                values={draft[by]}
                nameOf={(value) =>
                  by === "collections" ? (names[value] ?? t("products.collection.unnamed")) : value
                }
                onRemove={(gone) => onChange({ [by]: draft[by].filter((value) => value !== gone) })}
              />
              {by === "collections" ? (
                <PickCollections
                  chosen={draft.collections}
                  onPicked={(picked) => {
                    onNamed(Object.fromEntries(picked.map(({ id, title }) => [id, title])));
                    onChange({ collections: picked.map(({ id }) => id) });
                  }}
                />
              ) : (
                <ValueChoice
                  facet={by === "types" ? "type" : "tag"}
                  chosen={draft[by]}
                  nameOf={(value) => value}
                  onChange={(values) => onChange({ [by]: values.slice(0, mostRuleValues) })}
                />
              )}
              {draft[by].length === 0 && <Banner tone="info">{t("products.rule.nothing")}</Banner>}
              {draft[by].length >= mostRuleValues && (
                <Text as="p" tone="subdued">
                  {t("products.rule.most", { most: mostRuleValues })}
                </Text>
              )}
            </BlockStack>
          </Box>
        )}
      </BlockStack>
    </Card>
  );
}

type ChosenProps = { values: string[]; nameOf: (value: string) => string; onRemove: (value: string) => void };

function Chosen({ values, nameOf, onRemove }: ChosenProps) {
  if (values.length === 0) return null;
  return (
    <InlineStack gap="200">
      {values.map((value) => (
        <Tag key={value} onRemove={() => onRemove(value)}>
          {nameOf(value)}
        </Tag>
      ))}
    </InlineStack>
  );
}

type Picked = { id: string; title: string };
type PickProps = { chosen: string[]; onPicked: (picked: Picked[]) => void };

function PickCollections({ chosen, onPicked }: PickProps) {
  const { t } = useWords();
  const bridge = useAppBridge();
  const pick = async () => {
    const picked = await bridge.resourcePicker({
      type: "collection",
      action: "select",
      multiple: mostRuleValues,
      selectionIds: chosen.map((id) => ({ id: `${prefix}${id}` })),
    });
    if (picked) onPicked(picked.map(({ id, title }) => ({ id: id.replace(prefix, ""), title })));
  };
  return (
    <InlineStack>
      <Button onClick={pick}>{t("products.rule.pick")}</Button>
    </InlineStack>
  );
}
