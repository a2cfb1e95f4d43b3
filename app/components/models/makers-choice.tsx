/** Which models are compared, each as one of the connections runs it, with what it costs there. */
import { ChoiceList, Text } from "@shopify/polaris";
import type { Candidate } from "../../shop/shown-models.ts";
import { writeMaker } from "../../try-on/comparison/maker-name.ts";
import { useWords } from "../../words/use-words.tsx";
import { offerName } from "./offer-row.tsx";

type Props = { candidates: Candidate[]; chosen: string[]; onChoose: (chosen: string[]) => void };

export function MakersChoice({ candidates, chosen, onChoose }: Props) {
  const words = useWords();
  const { t, money } = words;
  const explain = (candidate: Candidate) => {
    const { priceMicros, unwell, isDefault } = candidate;
    return [
      offerName(candidate, words),
      priceMicros ? t("connections.price_each", { price: money(priceMicros) }) : t("models.card.no_price"),
      isDefault && t("models.compare.is_default"),
      unwell && t("models.compare.unwell"),
    ]
      .filter(Boolean)
      .join(" · ");
  };
  return (
    <ChoiceList
      allowMultiple
      title={
        <>
          {t("models.compare.models")}
          {candidates.length > 1 && (
            <Text as="span" tone="subdued">
              <br />
              {t("models.compare.several")}
            </Text>
          )}
        </>
      }
      selected={chosen}
      onChange={onChoose}
      choices={candidates.map((candidate) => ({
        value: writeMaker(candidate),
        label: candidate.label,
        helpText: explain(candidate),
      }))}
    />
  );
}
