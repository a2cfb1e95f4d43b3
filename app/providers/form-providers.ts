/** What the admin's form needs to know of each provider, without its code. */
import type { WordKey } from "../words/said.ts";
import type { BaseAddress, CredentialField, SettingField } from "./description.ts";
import { registry } from "./registry.ts";

export type FormProvider = {
  id: string;
  label: WordKey;
  credentialFields: CredentialField[];
  baseAddresses: BaseAddress[];
  models: {
    id: string;
    label: string;
    goodAt: WordKey;
    settingFields: SettingField[];
    usual: Record<string, unknown>;
  }[];
};

export const formProviders: FormProvider[] = Object.entries(registry).map(([provider, row]) => ({
  id: provider,
  label: row.choice ?? row.label,
  credentialFields: row.credentialFields,
  baseAddresses: row.baseAddresses,
  models: row.models.map(({ id, label, goodAt, settingFields, settings }) => ({
    id,
    label,
    goodAt,
    settingFields,
    usual: settings.parse({}),
  })),
}));
