/** Values that only the shop knows, such as its tags: looked up while typing, because there may be thousands. */
import { useFetcher } from "@remix-run/react";
import { BlockStack, ChoiceList, Text, TextField } from "@shopify/polaris";
import { useEffect, useState } from "react";
import type { Facet } from "../../catalog/list-query.ts";
import type { FacetValue } from "../../catalog/facet-values.server.ts";
import { useWords } from "../../words/use-words.tsx";
import { useTyped } from "./use-typed.ts";

type Props = {
  facet: Facet;
  chosen: string[];
  /** What a chosen value is called, where that is not itself. */
  nameOf: (value: string) => string;
  onChange: (chosen: string[], named: Record<string, string>) => void;
};

export function ValueChoice({ facet, chosen, nameOf, onChange }: Props) {
  const { t, number } = useWords();
  const { data: found, load } = useFetcher<FacetValue[]>();
  const [search, setSearch] = useState("");
  const [typed, type] = useTyped(search, setSearch);
  useEffect(() => {
    load(`/app/products/values?${new URLSearchParams({ of: facet, q: search }).toString()}`);
  }, [load, facet, search]);

  const names = Object.fromEntries((found ?? []).map(({ value, label }) => [value, label]));
  // What is chosen stays in reach, whatever is looked for.
  const hidden = chosen.filter((value) => !(value in names));
  const choices = [
    ...hidden.map((value) => ({ value, label: nameOf(value) })),
    ...(found ?? []).map(({ value, label, count }) => ({ value, label: `${label} (${number(count)})` })),
  ];
  return (
    <BlockStack gap="200">
      <TextField
        label={t("products.values.search")}
        labelHidden
        placeholder={t("products.values.search")}
        autoComplete="off"
        value={typed}
        onChange={type}
      />
      <div style={{ maxHeight: "16rem", overflowY: "auto" }}>
        {choices.length > 0 ? (
          <ChoiceList
            title={t(`products.column.${facet}`)}
            titleHidden
            allowMultiple
            choices={choices}
            selected={chosen}
            onChange={(values) => onChange(values, names)}
          />
        ) : (
          <Text as="p" tone="subdued">
            {t(found ? "products.values.none" : "products.values.loading")}
          </Text>
        )}
      </div>
    </BlockStack>
  );
}
