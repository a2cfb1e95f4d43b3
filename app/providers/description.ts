/** What a row of the registry says of a provider. */
import { z } from "zod";
import type { WordKey } from "../words/said.ts";
import type { SendCall } from "./http.server.ts";
import type { MistakeName } from "./mistakes.ts";
import type { Provider } from "./provider.ts";

/** `advanced`: few accounts have it, or need it. */
export type CredentialField = { name: string; label: WordKey; help: WordKey; advanced?: true };
export type Credentials = Record<string, string>;
export type Settings = Record<string, unknown>;

/** As they lie in the database: what they mean is for the model's own row to say. */
export const modelSettings: z.ZodType<Settings> = z.record(z.string(), z.unknown());

/** How a model takes an upper and a lower worn together: on one picture, on two, or not at all. */
export type Outfits = "merged" | "separate" | "no";

/** How the admin's form asks for one of a model's settings. */
export type SettingField = { name: string; label: WordKey; help?: WordKey } & (
  | { kind: "text" | "long text" | "yes or no" | "number" }
  | { kind: "choice"; choices: { value: string; label?: WordKey }[] }
);

export type Model = {
  id: string;
  /** Its brand, the same in every language. */
  label: string;
  goodAt: WordKey;
  outfits: Outfits;
  /** A credential field that this model can't do without, although the provider can. */
  needsField?: { name: string; mistake: MistakeName };
  /** Whether it has to be told what kind of garment it gets, because it does not look for itself. */
  needsKind?: true;
  settings: z.ZodType<Settings>;
  settingFields: SettingField[];
};

export type BaseAddress = {
  address: string;
  label: WordKey;
  /** Where it stands: ISO 3166, such as SG; null where the provider does not say. */
  country: string | null;
  /** Who receives what is sent there, if it is not the processor itself. */
  operator?: string;
};

export type ConnectionParts = {
  baseAddress: string;
  model: string;
  settings: Settings;
  credentials: Credentials;
  send: SendCall;
  now: () => Date;
};

export type ProviderDescription = {
  label: WordKey;
  /** Where one is chosen: what it is, for who does not know it by its name. */
  choice?: WordKey;
  /** Who receives the photo, in words a shopper can read. */
  processor: string;
  /** A gateway's: whoever stands at the address gets the photo first and passes it on to the processor. */
  passedOn?: true;
  credentialFields: CredentialField[];
  credentials: z.ZodType<Credentials>;
  models: Model[];
  baseAddresses: BaseAddress[];
  /** Whether a merchant may enter an address of their own. */
  otherAddresses: boolean;
  /** Whether a callback itself says that the task goes on: that is no reason to ask. */
  saysUnfinished: (callback: string) => boolean;
  create: (parts: ConnectionParts) => Provider;
};
