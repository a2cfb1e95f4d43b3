/** What stands in the form of a connection until it is saved. */
import type { FormProvider } from "../../providers/form-providers.ts";
import type { SaveRequest } from "../../shop/read-connection.ts";
import type { ShownConnection } from "../../shop/shown-connection.ts";

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

/** What stands there when a provider is chosen: its first address, its first model, no key. */
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

export function draftOf(connection: ShownConnection): Draft {
  const { provider, baseAddress, model, settings, price, parallelLimit, standsIn } = connection;
  return {
    provider,
    baseAddress,
    model,
    credentials: {},
    settings,
    price,
    parallelLimit: String(parallelLimit),
    standsIn,
  };
}

/** Another model comes with what was said of it before, or with what is usual. */
export function modelDraftOf(
  connection: ShownConnection | undefined,
  provider: FormProvider | undefined,
  model: string,
): Pick<Draft, "model" | "settings" | "price"> {
  const isSame = connection?.provider === provider?.id;
  const said = isSame ? connection?.models.find((one) => one.model === model) : undefined;
  const usual = provider?.models.find(({ id }) => id === model)?.usual ?? {};
  return { model, settings: { ...usual, ...said?.settings }, price: said?.price ?? "" };
}

/** What is sent of a connection that is there: what was not changed is left out, or must still be as it was opened. */
export function saveRequestOf(opened: Draft, draft: Draft, changes: Partial<Draft>): SaveRequest {
  const { provider, baseAddress, model, settings } = opened;
  // Of another model even the same price is a new one.
  const isSame = draft.provider === provider && draft.model === model;
  return {
    provider: draft.provider,
    baseAddress: draft.baseAddress,
    model: draft.model,
    settings: draft.settings,
    credentials: draft.credentials,
    price: isSame ? changes.price : draft.price,
    parallelLimit: changes.parallelLimit,
    standsIn: changes.standsIn,
    opened: { provider, baseAddress, model, settings },
  };
}

/** What a mistake of that name was said of. Chosen anew, a provider makes all of them untrue. */
export function subjectOf(draft: Draft, name: string): unknown {
  const { provider, credentials, settings, ...others } = draft;
  const { baseAddress, model } = others;
  if (name === "form") return undefined;
  if (name === "settings.form") return [provider, model, settings];
  if (name.startsWith("settings.")) return [provider, model, settings[name.slice("settings.".length)]];
  const other = Object.entries(others).find(([field]) => field === name);
  // Which keys are needed hangs on the address, the model and the other keys.
  return other ? [provider, other] : [provider, baseAddress, model, credentials];
}

/** A key stays where the form's is left empty, but never moves along to another address. */
export function keptKeyOf(connection: ShownConnection, draft: Draft) {
  const stays = draft.provider === connection.provider && draft.baseAddress === connection.baseAddress;
  return stays ? { hint: connection.keyHint, refused: connection.keyRefused === true } : undefined;
}
