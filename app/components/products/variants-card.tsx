/** Which picture goes to the model for each variant. Those that show the same picture in the shop are chosen for together. */
import { BlockStack, Box, Collapsible, InlineStack, Text, Thumbnail } from "@shopify/polaris";
import { ImageIcon } from "@shopify/polaris-icons";
import { useState } from "react";
import type { ShownPicture, ShownVariant } from "../../catalog/product-page.server.ts";
import { useWords } from "../../words/use-words.tsx";
import { ButtonOf } from "../button-of.tsx";
import { PictureChoice } from "./picture-choice.tsx";
import { TitledCard } from "../titled-card.tsx";

type Chosen = Record<string, string>;
type Props = {
  variants: ShownVariant[];
  pictures: ShownPicture[];
  /** What is taken where a variant has none of its own. */
  ofProduct: string | null;
  chosen: Chosen;
  onChange: (chosen: Chosen) => void;
};

const mostNames = 4;

export function VariantsCard({ variants, pictures, ofProduct, chosen, onChange }: Props) {
  const { t } = useWords();
  const [open, setOpen] = useState<string>();
  const usable = new Map(
    pictures.filter(({ readiness }) => readiness === "ready").map((one) => [one.address, one]),
  );
  return (
    <TitledCard title={t("products.variants.title")} text={t("products.variants.text")}>
      {groupsOf(variants, chosen).map(({ key, ids, titles, own, wish }) => {
        const automatic = own !== null && usable.has(own) ? own : ofProduct;
        const sent = usable.get(wish ?? automatic ?? "");
        const isOpen = open === key;
        const shown = titles.slice(0, mostNames).join(", ");
        const name =
          titles.length > mostNames
            ? t("products.variants.and_more", { shown, count: titles.length - mostNames })
            : shown;
        return (
          <Box key={key} borderBlockStartWidth="025" borderColor="border" paddingBlockStart="300">
            <InlineStack gap="300" blockAlign="center" align="space-between" wrap={false}>
              <InlineStack gap="300" blockAlign="center" wrap={false}>
                <Thumbnail size="small" source={sent?.shown ?? ImageIcon} alt="" />
                <BlockStack>
                  <Text as="span">{name}</Text>
                  <Text as="span" variant="bodySm" tone="subdued">
                    {t(wish === null ? "products.variants.automatic" : "products.variants.chosen")}
                  </Text>
                </BlockStack>
              </InlineStack>
              <ButtonOf
                of={name}
                variant="plain"
                ariaExpanded={isOpen}
                ariaControls={`variant-${key}`}
                onClick={() => setOpen(isOpen ? undefined : key)}
              >
                {t(isOpen ? "products.variants.close" : "products.variants.change")}
              </ButtonOf>
            </InlineStack>
            <Collapsible id={`variant-${key}`} open={isOpen}>
              <Box paddingBlockStart="300">
                <PictureChoice
                  name={`variant-${key}`}
                  label={name}
                  automaticLabel={t("products.variants.own")}
                  pictures={pictures}
                  automatic={automatic}
                  chosen={wish}
                  onChange={(address) => onChange(withChoice(chosen, ids, address))}
                />
              </Box>
            </Collapsible>
          </Box>
        );
      })}
    </TitledCard>
  );
}

type Group = { key: string; ids: string[]; titles: string[]; own: string | null; wish: string | null };

function groupsOf(variants: ShownVariant[], chosen: Chosen): Group[] {
  const groups = new Map<string, Group>();
  for (const { id, title, own } of variants) {
    const wish = chosen[id] ?? null;
    const group = groups.get(`${own} ${wish}`);
    if (group) {
      group.ids.push(id);
      group.titles.push(title);
    } else groups.set(`${own} ${wish}`, { key: id, ids: [id], titles: [title], own, wish });
  }
  return [...groups.values()];
}

/** In the order of their numbers, so that what is chosen and taken back is the same as before. */
function withChoice(chosen: Chosen, ids: string[], address: string | null): Chosen {
  const others = Object.entries(chosen).filter(([id]) => !ids.includes(id));
  const own = address === null ? [] : ids.map((id): [string, string] => [id, address]);
  return Object.fromEntries([...others, ...own].sort(([a], [b]) => a.localeCompare(b)));
}
