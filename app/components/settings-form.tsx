/** Everything that a merchant can choose for the shop. */
import {
  BlockStack,
  Button,
  Collapsible,
  FormLayout,
  InlineStack,
  Select,
  TextField,
} from "@shopify/polaris";
import { type ReactNode, useState } from "react";
import { SettingsSection } from "./settings-section.tsx";
import { type EnteredSettings, longestAddition, type Mistakes } from "../shop/read-settings.ts";

type Props = {
  entered: EnteredSettings;
  currency: string;
  nextMonth: string;
  mistakes: Mistakes;
  onChange: (entered: EnteredSettings) => void;
  /** What this month cost, beside its cap. */
  spend: ReactNode;
};

const keptChoices = [
  { value: "1", label: "1 hour" },
  { value: "6", label: "6 hours" },
  { value: "24", label: "24 hours" },
  { value: "72", label: "3 days" },
  { value: "168", label: "7 days" },
];

export function SettingsForm({ entered, currency, nextMonth, mistakes, onChange, spend }: Props) {
  const [advanced, setAdvanced] = useState(false);
  const isAdvanced = advanced || Boolean(mistakes.takenWithinSeconds ?? mistakes.doneWithinSeconds);
  const field = (name: keyof EnteredSettings) => ({
    value: entered[name],
    onChange: (value: string) => onChange({ ...entered, [name]: value }),
    error: mistakes[name],
    autoComplete: "off",
  });
  const count = (name: keyof EnteredSettings) => ({ ...field(name), inputMode: "numeric" as const });

  return (
    <BlockStack gap={{ xs: "800", sm: "400" }}>
      <SettingsSection
        title="Spending"
        description="Your provider bills each try-on to you. The cap is what they may cost together in a month."
      >
        <BlockStack gap="400">
          {spend}
          <TextField
            {...field("monthlyCap")}
            label="Monthly cap"
            inputMode="decimal"
            prefix={currency}
            placeholder="No cap"
            helpText={`At the cap the button disappears from your shop. It returns with the next month (${nextMonth}) or when you raise the cap. Leave it empty for no cap.`}
          />
        </BlockStack>
      </SettingsSection>

      <SettingsSection
        title="Limits"
        description="So that nobody uses up your account by pressing again and again. Who reaches one is asked to come back later."
      >
        <FormLayout>
          <TextField {...count("perVisitorPerDay")} label="Per visitor" suffix="try-ons a day" />
          <TextField
            {...count("perAddressPerDay")}
            label="Per internet address"
            suffix="try-ons a day"
            helpText="A household, an office or a mobile network often shares one: allow more than for one visitor."
          />
          <TextField {...count("perShopPerMinute")} label="Whole shop" suffix="try-ons a minute" />
        </FormLayout>
      </SettingsSection>

      <SettingsSection
        title="Pictures"
        description="A photo is deleted as soon as its result is made. A result can be seen by its shopper alone, and is deleted when this time is over."
      >
        <Select
          label="Results are kept for"
          options={keptOptions(entered.keptHours)}
          value={entered.keptHours}
          onChange={(keptHours) => onChange({ ...entered, keptHours })}
          error={mistakes.keptHours}
          helpText="Applies to results made from now on. The consent text names this time."
        />
      </SettingsSection>

      <SettingsSection
        title="Consent"
        description="Before the first photo, shoppers read who receives it, where, and for how long, and agree to it. That text is made for you from your connections and settings."
      >
        <TextField
          {...field("consentAddition")}
          label="Your addition"
          multiline={4}
          maxLength={longestAddition}
          showCharacterCount
          placeholder="For example: who to write to about your data."
          helpText="Shown after the text, as you write it here, in every language. A change asks every shopper anew."
        />
      </SettingsSection>

      <SettingsSection
        title="Advanced"
        description="How long a try-on may take before the shopper is told that it did not work."
      >
        <BlockStack gap="300">
          <InlineStack>
            {" "}
            <Button
              variant="plain"
              disclosure={isAdvanced ? "up" : "down"}
              ariaExpanded={isAdvanced}
              ariaControls="deadlines"
              onClick={() => setAdvanced(!isAdvanced)}
            >
              Deadlines
            </Button>
          </InlineStack>
          <Collapsible id="deadlines" open={isAdvanced}>
            <FormLayout>
              <TextField
                {...count("takenWithinSeconds")}
                label="Taken by the provider within"
                suffix="seconds"
                helpText="Waiting in line included. 10 to 3,600."
              />
              <TextField
                {...count("doneWithinSeconds")}
                label="Done from then on within"
                suffix="seconds"
                helpText="30 to 3,600. Your provider may bill a try-on that comes too late."
              />
            </FormLayout>
          </Collapsible>
        </BlockStack>
      </SettingsSection>
    </BlockStack>
  );
}

function keptOptions(hours: string) {
  return keptChoices.some(({ value }) => value === hours)
    ? keptChoices
    : [...keptChoices, { value: hours, label: `${hours} hours` }];
}
