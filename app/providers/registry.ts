/**
 * Every provider, described completely: the admin's form, the vault, the shopper's text and the pipeline read this and
 * nothing else. A new provider is one folder and one row.
 */
import { z } from "zod";
import type { SendCall } from "./http.server.ts";
import { createKling } from "./kling/kling.server.ts";
import type { Provider } from "./provider.ts";

export type CredentialField = { name: string; label: string; help: string };
export type Credentials = Record<string, string>;
export type Model = { id: string; label: string };

export type ProviderDescription = {
  label: string;
  /** Who receives the photo, in words a shopper can read. */
  processor: string;
  credentialFields: CredentialField[];
  credentials: z.ZodType<Credentials>;
  models: Model[];
  baseAddresses: { address: string; label: string }[];
  create: (connection: { baseAddress: string; credentials: Credentials; send: SendCall }) => Provider;
};

const gatewayCredentials = z.object({
  apiKey: z
    .string()
    .trim()
    .min(8, "This is too short for a key.")
    .max(500, "This is too long for a key.")
    .regex(/^[\x21-\x7e]+$/, "A key has no spaces and no special letters."),
});

export const registry: Record<string, ProviderDescription> = {
  "kling-gateway": {
    label: "Kling by a gateway (DMXAPI and others)",
    processor: "Kling AI, by way of a gateway",
    credentialFields: [
      { name: "apiKey", label: "API key", help: "The gateway's key. It usually begins with sk-." },
    ],
    credentials: gatewayCredentials,
    models: [
      { id: "kolors-virtual-try-on-v1-5", label: "Kolors Virtual Try-On v1.5" },
      { id: "kolors-virtual-try-on-v1", label: "Kolors Virtual Try-On v1" },
    ],
    baseAddresses: [
      { address: "https://www.dmxapi.cn", label: "DMXAPI (China)" },
      { address: "https://www.dmxapi.com", label: "DMXAPI (international)" },
      { address: "https://ssvip.dmxapi.com", label: "DMXAPI (SSVIP)" },
    ],
    create: ({ baseAddress, credentials, send }) =>
      createKling({
        baseAddress: `${baseAddress}/kling`,
        authorize: () => `Bearer ${credentials["apiKey"] ?? ""}`,
        send,
      }),
  },
};

/** Undefined for what is no provider, also for the names that every object answers to. */
export function findProvider(id: string): ProviderDescription | undefined {
  return Object.hasOwn(registry, id) ? registry[id] : undefined;
}

export function describeProvider(id: string): ProviderDescription {
  const description = findProvider(id);
  if (!description) throw new Error(`there is no provider "${id}"`);
  return description;
}
