/** A model's price and settings at one of the connections. */
import { Banner, BlockStack, Button, FormLayout, InlineStack, Modal, TextField } from "@shopify/polaris";
import { useState } from "react";
import type { ModelCard, Offer } from "../../shop/shown-models.ts";
import { useWords } from "../../words/use-words.tsx";
import { ReturnFocus } from "../return-focus.tsx";
import { SettingInput } from "../setting-field.tsx";
import { offerName } from "./offer-row.tsx";
import { PromptPreview } from "./prompt-preview.tsx";

export type EditedModel = { price: string; settings: Record<string, unknown> };

type Props = {
  card: Pick<ModelCard, "label" | "settingFields">;
  offer: Offer;
  busy: boolean;
  mistakes: Record<string, string | undefined>;
  onSave: (edited: EditedModel) => void;
  onTry: () => void;
  onClose: () => void;
};

export function EditModel({ card, offer, busy, mistakes, onSave, onTry, onClose }: Props) {
  const words = useWords();
  const { t, currency } = words;
  const [price, setPrice] = useState(offer.price);
  const [settings, setSettings] = useState(offer.settings);
  const { prompt } = settings;
  return (
    <Modal
      open
      onClose={onClose}
      title={t("common.pair", { name: card.label, value: offerName(offer, words) })}
      primaryAction={{
        content: t("common.save"),
        loading: busy,
        onAction: () => onSave({ price, settings }),
      }}
      secondaryActions={[{ content: t("common.cancel"), onAction: onClose }]}
    >
      <Modal.Section>
        <ReturnFocus />
        <BlockStack gap="400">
          {mistakes["form"] && <Banner tone="critical" title={mistakes["form"]} />}
          <FormLayout>
            <TextField
              label={t("connections.price")}
              inputMode="decimal"
              autoComplete="off"
              prefix={currency}
              placeholder={t("connections.price_unknown")}
              helpText={t("connections.price_help")}
              value={price}
              onChange={setPrice}
              error={mistakes["price"]}
            />
            {card.settingFields.map((field) => (
              <SettingInput
                key={field.name}
                field={field}
                value={settings[field.name]}
                error={mistakes[`settings.${field.name}`]}
                onChange={(value) => setSettings({ ...settings, [field.name]: value })}
              />
            ))}
          </FormLayout>
          {mistakes["settings.form"] && <Banner tone="critical" title={mistakes["settings.form"]} />}
          {typeof prompt === "string" && (
            <PromptPreview prompt={prompt} onUsual={(usual) => setSettings({ ...settings, prompt: usual })} />
          )}
          {card.settingFields.length > 0 && (
            <InlineStack>
              <Button onClick={onTry} disabled={price !== offer.price || settings !== offer.settings}>
                {t("models.edit.try")}
              </Button>
            </InlineStack>
          )}
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}
