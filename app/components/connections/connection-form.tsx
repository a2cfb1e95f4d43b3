/** Everything that is entered for a connection, as the provider's row in the registry asks for it. */
import { Card, Checkbox, FormLayout, Select, Text, TextField } from "@shopify/polaris";
import type { ReactNode } from "react";
import type { CredentialField } from "../../providers/description.ts";
import type { FormProvider } from "../../providers/form-providers.ts";
import { useWords } from "../../words/use-words.tsx";
import { SettingInput } from "../setting-field.tsx";
import { AdvancedFields } from "./advanced-fields.tsx";
import { ConnectionAddress } from "./connection-address.tsx";
import { type Draft, draftFor } from "./draft.ts";

type Props = {
  providers: FormProvider[];
  draft: Draft;
  /** How many at once a provider may be asked for. */
  mostAtOnce: number;
  /** The first connection has nobody to stand in for. */
  isFirst: boolean;
  isNew: boolean;
  /** The stored one, for as long as it would stay: at its provider and its address. */
  keptKey: { hint: string; refused: boolean } | undefined;
  mistakes: Record<string, string | undefined>;
  /** What stands in the form for a model that is chosen. */
  modelDraft: (model: string) => Pick<Draft, "model" | "settings" | "price">;
  onChange: (draft: Draft) => void;
  children?: ReactNode;
};

export function ConnectionForm(props: Props) {
  const { providers, draft, mostAtOnce, isFirst, isNew, keptKey, mistakes, modelDraft, onChange } = props;
  const { t, currency } = useWords();
  const provider = providers.find(({ id }) => id === draft.provider);
  const model = provider?.models.find(({ id }) => id === draft.model);
  const chooseProvider = (id: string) => {
    const chosen = providers.find((candidate) => candidate.id === id);
    const { parallelLimit, standsIn } = draft;
    if (chosen) onChange({ ...draftFor(chosen), parallelLimit, standsIn });
  };
  const keys = provider?.credentialFields ?? [];
  const stored = keys.length > 1 ? ("connections.field.stored" as const) : "connections.field.stored_one";
  const isRefused = keptKey?.refused && Object.values(draft.credentials).every((key) => key === "");
  const keyField = ({ name, label, help }: CredentialField) => (
    <TextField
      key={name}
      label={t(label)}
      type="password"
      autoComplete="off"
      placeholder={keptKey ? `•••• ${keptKey.hint}` : ""}
      helpText={t(keptKey && !keptKey.refused ? stored : help)}
      value={draft.credentials[name] ?? ""}
      onChange={(value) => onChange({ ...draft, credentials: { ...draft.credentials, [name]: value } })}
      error={
        mistakes[name] ??
        (isRefused && name === keys[0]?.name ? t("connections.mistake.key_refused") : undefined)
      }
    />
  );
  const advancedNames = [
    ...keys.filter(({ advanced }) => advanced).map(({ name }) => name),
    ...(model?.settingFields ?? []).map(({ name }) => `settings.${name}`),
    "parallelLimit",
  ];

  return (
    <Card>
      <FormLayout>
        <Select
          label={t("connections.provider")}
          options={providers.map(({ id, label }) => ({ value: id, label: t(label) }))}
          value={draft.provider}
          onChange={chooseProvider}
          error={mistakes["provider"]}
        />
        <ConnectionAddress
          // Of another provider nothing is typed yet.
          key={draft.provider}
          listed={provider?.baseAddresses ?? []}
          isGateway={draft.provider === "kling-gateway"}
          value={draft.baseAddress}
          mistake={mistakes["baseAddress"]}
          onChange={(baseAddress) => onChange({ ...draft, baseAddress })}
        />
        {keys.filter(({ advanced }) => !advanced).map(keyField)}
        <Select
          label={t("connections.model")}
          helpText={model && t("connections.model_help", { goodAt: t(model.goodAt) })}
          options={(provider?.models ?? []).map(({ id, label }) => ({ value: id, label }))}
          value={draft.model}
          onChange={(id) => onChange({ ...draft, ...modelDraft(id) })}
          error={mistakes["model"] ?? mistakes["settings.form"]}
        />
        <TextField
          label={t("connections.price")}
          inputMode="decimal"
          autoComplete="off"
          prefix={currency}
          placeholder={t("connections.price_unknown")}
          helpText={t("connections.price_help")}
          value={draft.price}
          onChange={(price) => onChange({ ...draft, price })}
          error={mistakes["price"]}
        />
        {(!isFirst || draft.standsIn) && (
          <Checkbox
            label={t("connections.stands_in")}
            helpText={t("connections.stands_in_help")}
            checked={draft.standsIn}
            onChange={(standsIn) => onChange({ ...draft, standsIn })}
            error={mistakes["standsIn"]}
          />
        )}
        <AdvancedFields
          // What has been entered once is shown to whoever comes to change it.
          isOpenAtFirst={!isNew}
          hasMistake={advancedNames.some((name) => mistakes[name] !== undefined)}
        >
          {keys.filter(({ advanced }) => advanced).map(keyField)}
          {model?.settingFields.map((field) => (
            <SettingInput
              key={field.name}
              field={field}
              value={draft.settings[field.name]}
              error={mistakes[`settings.${field.name}`]}
              onChange={(value) =>
                onChange({ ...draft, settings: { ...draft.settings, [field.name]: value } })
              }
            />
          ))}
          <TextField
            label={t("connections.parallel_limit")}
            inputMode="numeric"
            autoComplete="off"
            suffix={t("connections.parallel_limit_unit")}
            helpText={t("connections.parallel_limit_help", { most: mostAtOnce })}
            value={draft.parallelLimit}
            onChange={(parallelLimit) => onChange({ ...draft, parallelLimit })}
            error={mistakes["parallelLimit"]}
          />
          {isFirst && !draft.standsIn && !isNew && (
            <Text as="p" tone="subdued">
              {t("connections.stands_in_of_first")}
            </Text>
          )}
        </AdvancedFields>
        {props.children}
      </FormLayout>
    </Card>
  );
}
