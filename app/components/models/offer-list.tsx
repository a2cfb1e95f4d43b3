/** At which connections a model can be had. Those that are paused make nothing and stand behind one line. */
import { Box, Collapsible } from "@shopify/polaris";
import { useId, useState } from "react";
import type { Offer } from "../../shop/shown-models.ts";
import { useWords } from "../../words/use-words.tsx";
import { ButtonOf } from "../button-of.tsx";
import { OfferRow } from "./offer-row.tsx";

type Props = {
  model: string;
  offers: Offer[];
  busy: boolean;
  onEdit: (offer: Offer) => void;
  onMakeDefault: (offer: Offer) => void;
};

export function OfferList({ model, offers, busy, onEdit, onMakeDefault }: Props) {
  const { t } = useWords();
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const paused = offers.filter((offer) => offer.paused);
  const row = (offer: Offer) => (
    <OfferRow
      key={offer.connectionId}
      model={model}
      offer={offer}
      busy={busy}
      onEdit={() => onEdit(offer)}
      onMakeDefault={() => onMakeDefault(offer)}
    />
  );
  return (
    <>
      {offers.filter((offer) => !offer.paused).map(row)}
      {paused.length > 0 && (
        <Box paddingBlockStart="300">
          <ButtonOf
            of={model}
            variant="plain"
            disclosure={isOpen ? "up" : "down"}
            ariaExpanded={isOpen}
            ariaControls={id}
            onClick={() => setOpen(!isOpen)}
          >
            {t("models.card.paused", { count: paused.length })}
          </ButtonOf>
          <Collapsible id={id} open={isOpen}>
            {paused.map(row)}
          </Collapsible>
        </Box>
      )}
    </>
  );
}
