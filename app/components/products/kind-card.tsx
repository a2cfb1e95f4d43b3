/** What kind of garment it is: as we propose it, or as its merchant says. */
import { Select } from "@shopify/polaris";
import type { ProductKind } from "../../catalog/kind.ts";
import { kindChoices, kindOf } from "../../catalog/kind-choices.ts";
import { useWords } from "../../words/use-words.tsx";
import { TitledCard } from "../titled-card.tsx";

type Props = {
  proposed: ProductKind | null;
  chosen: ProductKind | null;
  onChange: (kind: ProductKind | null) => void;
};

export function KindCard({ proposed, chosen, onChange }: Props) {
  const { t } = useWords();
  const kind = t(`products.kind.${proposed ?? "unknown"}`);
  return (
    <TitledCard title={t("products.column.kind")}>
      <Select
        label={t("products.kind.label")}
        labelHidden
        options={[
          { value: "", label: t("products.kind.proposal", { kind }) },
          ...kindChoices.map((one) => ({ value: one, label: t(`products.kind.${one}`) })),
        ]}
        value={chosen ?? ""}
        onChange={(picked) => onChange(kindOf(picked))}
        helpText={t(proposed ? "products.kind.help" : "products.kind.help_unknown")}
      />
    </TitledCard>
  );
}
