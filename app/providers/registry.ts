/**
 * Every provider, described completely: the admin's form, the vault, the shopper's text and the pipeline read this and
 * nothing else. A new provider is one folder and one row.
 */
import { z } from "zod";
import { createHidream, hidreamSettings } from "./hidream/hidream.server.ts";
import { byKey } from "./kling/authorize.server.ts";
import { saysUnfinished } from "./kling/callback.ts";
import {
  createGateway,
  createOfficial,
  gatewayModels,
  officialCredentials,
  officialModels,
} from "./kling/models.server.ts";
import type { Model, ProviderDescription } from "./description.ts";

const key = z
  .string("Enter the key.")
  .trim()
  .min(8, "This is too short for a key.")
  .max(500, "This is too long for a key.")
  .regex(/^[\x21-\x7e]+$/, "A key has no spaces and no special letters.");

const oneKey = z.object({ apiKey: key });

export const registry: Record<string, ProviderDescription> = {
  kling: {
    label: "Kling",
    processor: "Kling AI (Kuaishou)",
    credentialFields: [
      { name: "apiKey", label: "API key", help: "From Kling's developer console.", optional: true },
      {
        name: "accessKey",
        label: "Access key",
        help: "Instead of an API key: the older pair of keys.",
        optional: true,
      },
      { name: "secretKey", label: "Secret key", help: "Belongs to the access key.", optional: true },
      {
        name: "webhookSecret",
        label: "Webhook secret",
        help: "If the console has one (it begins with whsec_), Kling's messages are checked with it.",
        optional: true,
      },
    ],
    credentials: officialCredentials,
    models: officialModels,
    baseAddresses: [
      { address: "https://api-singapore.klingai.com", label: "Singapore", country: "SG" },
      // Kling's pages say that it serves the world, not from where.
      { address: "https://api.klingai.com", label: "Global (older)", country: null },
      { address: "https://api-beijing.klingai.com", label: "Beijing", country: "CN" },
    ],
    otherAddresses: true,
    saysUnfinished,
    create: createOfficial,
  },
  "kling-gateway": {
    label: "Kling by a gateway (DMXAPI and others)",
    processor: "Kling AI (Kuaishou)",
    passedOn: true,
    credentialFields: [
      { name: "apiKey", label: "API key", help: "The gateway's key. It usually begins with sk-." },
    ],
    credentials: oneKey,
    models: gatewayModels,
    baseAddresses: [
      { address: "https://www.dmxapi.cn", label: "DMXAPI (China)", country: "CN", operator: "DMXAPI" },
      {
        address: "https://www.dmxapi.com",
        label: "DMXAPI (international)",
        country: "CN",
        operator: "DMXAPI",
      },
      { address: "https://ssvip.dmxapi.com", label: "DMXAPI (SSVIP)", country: "CN", operator: "DMXAPI" },
    ],
    otherAddresses: true,
    saysUnfinished,
    create: (parts) => createGateway(parts, byKey(parts.credentials["apiKey"] ?? "")),
  },
  hidream: {
    label: "HiDream",
    processor: "HiDream.ai",
    credentialFields: [
      { name: "apiKey", label: "Token", help: "The authorization token of your HiDream account." },
    ],
    credentials: oneKey,
    models: [
      {
        id: "hidream-vton",
        label: "HiDream VTON",
        goodAt: "One garment, or an upper and a lower from two pictures.",
        outfits: "separate",
        needsKind: true,
        settings: hidreamSettings,
        settingFields: [
          {
            name: "resultPath",
            label: "Address of results",
            kind: "text",
            help: "Inferred from HiDream's other products. Change it if tests say that the answer is unexpected.",
          },
          { name: "pictureField", label: "Field with the picture", kind: "text", help: "Inferred, too." },
        ],
      },
    ],
    baseAddresses: [{ address: "https://hidreamai.com", label: "hidreamai.com", country: "CN" }],
    otherAddresses: true,
    // It calls back when a task has ended.
    saysUnfinished: () => false,
    create: ({ baseAddress, credentials, settings, send }) =>
      createHidream({
        baseAddress,
        apiKey: credentials["apiKey"] ?? "",
        settings: hidreamSettings.parse(settings),
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

export function describeModel(provider: string, model: string): Model {
  const found = describeProvider(provider).models.find(({ id }) => id === model);
  if (!found) throw new Error(`${provider} has no model "${model}"`);
  return found;
}
