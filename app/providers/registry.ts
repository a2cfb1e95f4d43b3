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
import { mistake } from "./mistakes.ts";
import { type Said, said } from "../words/said.ts";

const key = z
  .string(mistake("key_missing"))
  .trim()
  .min(8, mistake("key_short"))
  .max(500, mistake("key_long"))
  .regex(/^[\x21-\x7e]+$/, mistake("key_letters"));

const oneKey = z.object({ apiKey: key });

export const registry: Record<string, ProviderDescription> = {
  kling: {
    label: "connections.provider.kling",
    processor: "Kling AI (Kuaishou)",
    credentialFields: [
      {
        name: "apiKey",
        label: "connections.field.api_key",
        help: "connections.field.api_key_kling",
      },
      {
        name: "accessKey",
        label: "connections.field.access_key",
        help: "connections.field.access_key_help",
        advanced: true,
      },
      {
        name: "secretKey",
        label: "connections.field.secret_key",
        help: "connections.field.secret_key_help",
        advanced: true,
      },
      {
        name: "webhookSecret",
        label: "connections.field.webhook_secret",
        help: "connections.field.webhook_secret_help",
        advanced: true,
      },
    ],
    credentials: officialCredentials,
    models: officialModels,
    baseAddresses: [
      { address: "https://api-singapore.klingai.com", label: "connections.address.singapore", country: "SG" },
      // Kling's pages say that it serves the world, not from where.
      { address: "https://api.klingai.com", label: "connections.address.global", country: null },
      { address: "https://api-beijing.klingai.com", label: "connections.address.beijing", country: "CN" },
    ],
    otherAddresses: true,
    saysUnfinished,
    create: createOfficial,
  },
  "kling-gateway": {
    label: "connections.provider.kling_gateway",
    processor: "Kling AI (Kuaishou)",
    passedOn: true,
    credentialFields: [
      {
        name: "apiKey",
        label: "connections.field.api_key",
        help: "connections.field.api_key_gateway",
      },
    ],
    credentials: oneKey,
    models: gatewayModels,
    baseAddresses: [
      {
        address: "https://www.dmxapi.cn",
        label: "connections.address.dmxapi_china",
        country: "CN",
        operator: "DMXAPI",
      },
      {
        address: "https://www.dmxapi.com",
        label: "connections.address.dmxapi_international",
        country: "CN",
        operator: "DMXAPI",
      },
      {
        address: "https://ssvip.dmxapi.com",
        label: "connections.address.dmxapi_ssvip",
        country: "CN",
        operator: "DMXAPI",
      },
    ],
    otherAddresses: true,
    saysUnfinished,
    create: (parts) => createGateway(parts, byKey(parts.credentials["apiKey"] ?? "")),
  },
  hidream: {
    label: "connections.provider.hidream",
    processor: "HiDream.ai",
    credentialFields: [
      { name: "apiKey", label: "connections.field.token", help: "connections.field.token_help" },
    ],
    credentials: oneKey,
    models: [
      {
        id: "hidream-vton",
        label: "HiDream VTON",
        goodAt: "models.good_at.hidream",
        outfits: "separate",
        needsKind: true,
        settings: hidreamSettings,
        settingFields: [
          {
            name: "resultPath",
            label: "models.setting.result_path",
            kind: "text",
            help: "models.setting.result_path_help",
          },
          {
            name: "pictureField",
            label: "models.setting.picture_field",
            kind: "text",
            help: "models.setting.picture_field_help",
          },
        ],
      },
    ],
    baseAddresses: [
      { address: "https://hidreamai.com", label: "connections.address.hidream", country: "CN" },
    ],
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

export function findModel(provider: string, model: string): Model | undefined {
  return findProvider(provider)?.models.find(({ id }) => id === model);
}

export function describeModel(provider: string, model: string): Model {
  const found = findModel(provider, model);
  if (!found) throw new Error(`${provider} has no model "${model}"`);
  return found;
}

/** As a merchant knows it. What is not described any more is called by its id. */
export function providerName(id: string): Said {
  const description = findProvider(id);
  return description ? said(description.label) : said("connections.provider.unknown", { id });
}

/** Such as Kolors Virtual Try-On v1.5. What is not described any more is called by its id. */
export function modelName(provider: string, model: string): string {
  return findModel(provider, model)?.label ?? model;
}
