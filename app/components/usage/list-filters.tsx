/** Which try-ons to list: by what filters there are in these days. */
import { BlockStack, Button, InlineGrid, InlineStack, Select, Tag } from "@shopify/polaris";
import { explainFailure, failures } from "../../providers/failures.ts";
import { endings, orders, removed } from "../../usage/list-choices.ts";
import type { Said } from "../../words/said.ts";
import { useWords } from "../../words/use-words.tsx";
import { connectionName } from "../connection-name.ts";
import type { ChangeQuery } from "./use-query.ts";

export type Choices = {
  models: { id: string; label: string }[];
  connections: { id: string; label: Said; keyHint: string }[];
  hasRemoved: boolean;
};

type Props = {
  query: URLSearchParams;
  choices: Choices;
  /** The title of the one product that is shown. */
  product?: string | undefined;
  onChange: ChangeQuery;
};

export function ListFilters({ query, choices, product, onChange }: Props) {
  const words = useWords();
  const { t, say } = words;
  const all = { value: "", label: t("usage.list.all") };
  const select = (name: string, label: string, options: { value: string; label: string }[]) => (
    <Select
      key={name}
      label={label}
      options={options}
      value={query.get(name) ?? options[0]?.value ?? ""}
      onChange={(value) => onChange({ [name]: value })}
    />
  );
  const filtering = isFiltered(query);
  return (
    <BlockStack gap="300">
      <InlineGrid columns={{ xs: 2, md: 3 }} gap="300">
        {select("state", t("usage.column.state"), [
          all,
          ...endings.map((value) => ({ value, label: t(`common.try_on.${value}`) })),
        ])}
        {select("failure", t("usage.list.failure"), [
          all,
          ...Object.keys(failures).map((value) => ({ value, label: say(explainFailure(value)) })),
        ])}
        {select("model", t("usage.column.model"), [
          all,
          ...choices.models.map(({ id, label }) => ({ value: id, label })),
        ])}
        {select("connection", t("usage.column.connection"), [
          all,
          ...choices.connections.map((one) => ({ value: one.id, label: connectionName(one, words) })),
          ...(choices.hasRemoved ? [{ value: removed, label: t("usage.list.removed") }] : []),
        ])}
        {select("askedBy", t("usage.column.who"), [
          { value: "", label: t("usage.who.all") },
          { value: "shopper", label: t("usage.who.shopper") },
          { value: "merchant", label: t("usage.who.merchant") },
        ])}
        {select(
          "order",
          t("usage.list.order"),
          orders.map((value) => ({ value, label: t(`usage.list.order.${value}`) })),
        )}
      </InlineGrid>
      {filtering && (
        <InlineStack gap="300" blockAlign="center">
          {product !== undefined && (
            <Tag onRemove={() => onChange({ product: undefined })}>
              {t("usage.list.of_product", { product })}
            </Tag>
          )}
          <Button
            variant="plain"
            onClick={() =>
              onChange({
                state: undefined,
                failure: undefined,
                model: undefined,
                connection: undefined,
                askedBy: undefined,
                product: undefined,
              })
            }
          >
            {t("usage.list.clear")}
          </Button>
        </InlineStack>
      )}
    </BlockStack>
  );
}

export function isFiltered(query: URLSearchParams): boolean {
  return ["state", "failure", "model", "connection", "askedBy", "product"].some((name) => query.has(name));
}
