/** The month's cap, what happens at it, and how far it is. */
import { Banner, BlockStack, ChoiceList, TextField } from "@shopify/polaris";
import type { MonthSpend } from "../../usage/month-forecast.ts";
import { useWords } from "../../words/use-words.tsx";
import { SpendSoFar } from "../spend-card.tsx";
import { type FormProps, useFields } from "./form-fields.ts";
import { SettingsSection } from "./settings-section.tsx";

type Props = FormProps & { spend: MonthSpend; priceMissing: boolean };

export function Spending({ spend, priceMissing, ...form }: Props) {
  const { t, currency, day } = useWords();
  const { field } = useFields(form);
  const { entered, onChange } = form;
  return (
    <SettingsSection id="cap" title={t("settings.spending.title")} description={t("settings.spending.text")}>
      <BlockStack gap="400">
        <SpendSoFar spend={spend} />
        {priceMissing && (
          <Banner
            tone="warning"
            action={{ content: t("settings.price_missing.action"), url: "/app/connections" }}
          >
            <p>{t("settings.price_missing")}</p>
          </Banner>
        )}
        <TextField
          {...field("monthlyCap")}
          label={t("settings.cap.label")}
          inputMode="decimal"
          prefix={currency}
          placeholder={t("settings.cap.none")}
          helpText={t("settings.cap.help", { day: day(spend.nextMonth) })}
        />
        <ChoiceList
          title={t("settings.at_cap.label")}
          choices={(["hide", "tell"] as const).map((value) => ({
            value,
            label: t(`settings.at_cap.${value}`),
            helpText: t(`settings.at_cap.${value}.help`),
          }))}
          selected={[entered.atCap]}
          onChange={([value]) => onChange({ atCap: value === "tell" ? "tell" : "hide" })}
        />
      </BlockStack>
    </SettingsSection>
  );
}
