/** What a merchant can choose for the shop besides money and consent. */
import { ChoiceList, FormLayout, Select, TextField } from "@shopify/polaris";
import { useWords } from "../../words/use-words.tsx";
import { type FormProps, useFields } from "./form-fields.ts";
import { SettingsSection } from "./settings-section.tsx";

const keptChoices = [1, 6, 24, 72, 168];

export function Limits(form: FormProps) {
  const { t } = useWords();
  const { count } = useFields(form);
  return (
    <SettingsSection title={t("settings.limits.title")} description={t("settings.limits.text")}>
      <FormLayout>
        <TextField
          {...count("perVisitorPerDay")}
          label={t("settings.visitor.label")}
          suffix={t("settings.per_day")}
        />
        <TextField
          {...count("perAddressPerDay")}
          label={t("settings.address.label")}
          suffix={t("settings.per_day")}
          helpText={t("settings.address.help")}
        />
        <TextField
          {...count("perShopPerMinute")}
          label={t("settings.shop.label")}
          suffix={t("settings.per_minute")}
        />
      </FormLayout>
    </SettingsSection>
  );
}

export function Kept(form: FormProps) {
  const { t } = useWords();
  const { field } = useFields(form);
  const stored = Number(form.entered.keptHours);
  const choices = keptChoices.includes(stored) ? keptChoices : [...keptChoices, stored];
  return (
    <SettingsSection title={t("settings.kept.title")} description={t("settings.kept.text")}>
      <Select
        {...field("keptHours")}
        label={t("settings.kept.label")}
        options={choices.map((hours) => ({
          value: String(hours),
          label:
            hours > 24 && hours % 24 === 0
              ? t("settings.kept.days", { count: hours / 24 })
              : t("settings.kept.hours", { count: hours }),
        }))}
        helpText={t("settings.kept.help")}
      />
    </SettingsSection>
  );
}

export function Deadlines(form: FormProps) {
  const { t } = useWords();
  const { count } = useFields(form);
  return (
    <SettingsSection
      id="deadlines"
      title={t("settings.deadlines.title")}
      description={t("settings.deadlines.text")}
    >
      <FormLayout>
        <TextField
          {...count("takenWithinSeconds")}
          label={t("settings.deadlines.taken")}
          suffix={t("settings.seconds")}
          helpText={t("settings.deadlines.taken.help")}
        />
        <TextField
          {...count("doneWithinSeconds")}
          label={t("settings.deadlines.done")}
          suffix={t("settings.seconds")}
          helpText={t("settings.deadlines.done.help")}
        />
      </FormLayout>
    </SettingsSection>
  );
}

export function Alerts({ entered: { alerts }, onChange }: FormProps) {
  const { t } = useWords();
  const names = ["capNear", "capReached", "unwell"] as const;
  const words = {
    capNear: "settings.alerts.cap_near",
    capReached: "settings.alerts.cap_reached",
    unwell: "settings.alerts.unwell",
  } as const;
  return (
    <SettingsSection title={t("settings.alerts.title")} description={t("settings.alerts.text")}>
      <ChoiceList
        allowMultiple
        title={t("settings.alerts.label")}
        choices={names.map((value) => ({ value, label: t(words[value]) }))}
        selected={names.filter((name) => alerts[name])}
        onChange={(chosen) =>
          onChange({
            alerts: {
              capNear: chosen.includes("capNear"),
              capReached: chosen.includes("capReached"),
              unwell: chosen.includes("unwell"),
            },
          })
        }
      />
    </SettingsSection>
  );
}
