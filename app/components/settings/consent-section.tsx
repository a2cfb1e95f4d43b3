/** What a merchant adds to the consent text, beside the whole of it as shoppers read it. */
import { BlockStack, Box, Text, TextField } from "@shopify/polaris";
import { longestAddition } from "../../shop/setting-bounds.ts";
import { useWords } from "../../words/use-words.tsx";
import { ConsentText, type Named } from "./consent-text.tsx";
import { type FormProps, useFields } from "./form-fields.ts";
import { SettingsSection } from "./settings-section.tsx";

export function ConsentSection({ processors, ...form }: FormProps & { processors: Named[] }) {
  const { t } = useWords();
  const { field } = useFields(form);
  const { keptHours, consentAddition } = form.entered;
  return (
    <SettingsSection title={t("settings.consent.title")} description={t("settings.consent.text")}>
      <BlockStack gap="400">
        <TextField
          {...field("consentAddition")}
          label={t("settings.addition.label")}
          multiline={4}
          maxLength={longestAddition}
          showCharacterCount
          placeholder={t("settings.addition.example")}
          helpText={t("settings.addition.help")}
        />
        <BlockStack gap="200">
          <Text as="h3" variant="headingSm">
            {t("settings.consent.preview")}
          </Text>
          <Box background="bg-surface-secondary" padding="400" borderRadius="200">
            <ConsentText
              processors={processors}
              keptHours={Number(keptHours)}
              addition={consentAddition.trim()}
            />
          </Box>
        </BlockStack>
      </BlockStack>
    </SettingsSection>
  );
}
