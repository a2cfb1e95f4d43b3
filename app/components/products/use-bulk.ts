/** What can be done to many products at once: to those that are ticked, or to all that match. */
import type { IndexTableProps } from "@shopify/polaris";
import type { ProductChange } from "../../catalog/change.server.ts";
import { kindChoices } from "../../catalog/kind-choices.ts";
import type { ProductKind } from "../../catalog/kind.ts";
import { useWords } from "../../words/use-words.tsx";

type Actions = Required<Pick<IndexTableProps, "promotedBulkActions" | "bulkActions">>;

export function useBulk(change: (change: ProductChange) => void): Actions {
  const { t } = useWords();
  const kind = (chosenKind: ProductKind | null) => ({
    content: t(`products.kind.${chosenKind ?? "as_proposed"}`),
    onAction: () => change({ chosenKind }),
  });
  return {
    promotedBulkActions: [
      { content: t("products.bulk.on"), onAction: () => change({ switched: true }) },
      { content: t("products.bulk.off"), onAction: () => change({ switched: false }) },
      { content: t("products.bulk.rule"), onAction: () => change({ switched: null }) },
    ],
    bulkActions: [
      { title: t("products.column.kind"), items: [...kindChoices.map((one) => kind(one)), kind(null)] },
    ],
  };
}
