/** Everything that is entered for a connection, as the provider's row in the registry asks for it. */
import { Card, Checkbox, FormLayout, Select, TextField } from "@shopify/polaris";
import type { ReactNode } from "react";
import type { BaseAddress, CredentialField, SettingField } from "../providers/description.ts";
import { SettingInput } from "./setting-field.tsx";

export type FormProvider = {
  id: string;
  label: string;
  credentialFields: CredentialField[];
  baseAddresses: BaseAddress[];
  models: {
    id: string;
    label: string;
    goodAt: string;
    settingFields: SettingField[];
    usual: Record<string, unknown>;
  }[];
};

export type Draft = {
  provider: string;
  baseAddress: string;
  model: string;
  credentials: Record<string, string>;
  settings: Record<string, unknown>;
  price: string;
  parallelLimit: string;
  standsIn: boolean;
};

type Props = {
  providers: FormProvider[];
  draft: Draft;
  currency: string;
  /** The first connection has nobody to stand in for. */
  isFirst: boolean;
  storedHint: string | undefined;
  mistakes: Record<string, string | undefined>;
  onChange: (draft: Draft) => void;
  children: ReactNode;
};

const other = "other";

/** What stands in the form when a provider is chosen: its first address, its first model, no key. */
export function draftFor(provider: FormProvider | undefined): Draft {
  const model = provider?.models[0];
  return {
    provider: provider?.id ?? "",
    baseAddress: provider?.baseAddresses[0]?.address ?? "",
    model: model?.id ?? "",
    credentials: {},
    settings: model?.usual ?? {},
    price: "",
    parallelLimit: "5",
    standsIn: false,
  };
}

export function ConnectionForm({
  providers,
  draft,
  currency,
  isFirst,
  storedHint,
  mistakes,
  onChange,
  children,
}: Props) {
  const provider = providers.find(({ id }) => id === draft.provider);
  const model = provider?.models.find(({ id }) => id === draft.model);
  const isListed = provider?.baseAddresses.some(({ address }) => address === draft.baseAddress) ?? false;
  const chooseProvider = (id: string) => {
    const chosen = providers.find((candidate) => candidate.id === id);
    const { price, parallelLimit, standsIn } = draft;
    if (chosen) onChange({ ...draftFor(chosen), price, parallelLimit, standsIn });
  };
  const chooseModel = (id: string) =>
    onChange({ ...draft, model: id, settings: provider?.models.find((one) => one.id === id)?.usual ?? {} });

  return (
    <Card>
      <FormLayout>
        <Select
          label="Provider"
          options={providers.map(({ id, label }) => ({ value: id, label }))}
          value={draft.provider}
          onChange={chooseProvider}
          error={mistakes["provider"]}
        />
        <Select
          label="Address"
          options={[
            ...(provider?.baseAddresses ?? []).map(({ address, label }) => ({ value: address, label })),
            { value: other, label: "Another address" },
          ]}
          value={isListed ? draft.baseAddress : other}
          onChange={(value) => onChange({ ...draft, baseAddress: value === other ? "" : value })}
          error={isListed ? mistakes["baseAddress"] : undefined}
        />
        {!isListed && (
          <TextField
            label="Provider's address"
            type="url"
            autoComplete="off"
            placeholder="https://"
            helpText={
              draft.provider === "kling-gateway"
                ? "Without /kling at the end: that is added for you."
                : undefined
            }
            value={draft.baseAddress}
            onChange={(baseAddress) => onChange({ ...draft, baseAddress })}
            error={mistakes["baseAddress"]}
          />
        )}
        {provider?.credentialFields.map(({ name, label, help, optional }) => (
          <TextField
            key={name}
            label={optional ? `${label} (optional)` : label}
            type="password"
            autoComplete="off"
            placeholder={storedHint === undefined ? "" : `•••• ${storedHint}`}
            helpText={storedHint === undefined ? help : "Stored sealed. Leave all keys empty to keep them."}
            value={draft.credentials[name] ?? ""}
            onChange={(value) => onChange({ ...draft, credentials: { ...draft.credentials, [name]: value } })}
            error={mistakes[name]}
          />
        ))}
        <Select
          label="Model"
          helpText={model?.goodAt}
          options={(provider?.models ?? []).map(({ id, label }) => ({ value: id, label }))}
          value={draft.model}
          onChange={chooseModel}
          error={mistakes["model"] ?? mistakes["settings.form"]}
        />
        {model?.settingFields.map((field) => (
          <SettingInput
            key={field.name}
            field={field}
            value={draft.settings[field.name]}
            error={mistakes[`settings.${field.name}`]}
            onChange={(value) => onChange({ ...draft, settings: { ...draft.settings, [field.name]: value } })}
          />
        ))}
        <FormLayout.Group>
          <TextField
            label="Price of a try-on"
            inputMode="decimal"
            autoComplete="off"
            prefix={currency}
            placeholder="Not known yet"
            helpText="What the provider takes from you for one, in your shop's currency. Until it is entered, the cap can't count."
            value={draft.price}
            onChange={(price) => onChange({ ...draft, price })}
            error={mistakes["price"]}
          />
          <TextField
            label="At the same time"
            inputMode="numeric"
            autoComplete="off"
            suffix="try-ons"
            helpText="How many your account may run at once, from 1 to 50. The others wait in line."
            value={draft.parallelLimit}
            onChange={(parallelLimit) => onChange({ ...draft, parallelLimit })}
            error={mistakes["parallelLimit"]}
          />
        </FormLayout.Group>
        <Checkbox
          label="Stands in when the first one can't"
          helpText={isFirst ? standInOfFirst : standInHelp}
          disabled={isFirst && !draft.standsIn}
          checked={draft.standsIn}
          onChange={(standsIn) => onChange({ ...draft, standsIn })}
          error={mistakes["standsIn"]}
        />
        {children}
      </FormLayout>
    </Card>
  );
}

const standInHelp =
  "Its key is used, and billed, while the first connection is refused, empty or down. One connection can stand in; this one then replaces another. Shoppers are told of both.";
const standInOfFirst = "This is the first one. Another connection can stand in for it.";
