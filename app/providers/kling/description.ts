/** Kling itself, and Kling by a gateway that speaks the same wire. */
import type { ProviderDescription } from "../description.ts";
import { oneKey } from "../key-shape.ts";
import { byKey } from "./authorize.server.ts";
import { saysUnfinished } from "./callback.ts";
import {
  createGateway,
  createOfficial,
  gatewayModels,
  officialCredentials,
  officialModels,
} from "./models.server.ts";

export const kling: ProviderDescription = {
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
};

export const klingGateway: ProviderDescription = {
  label: "connections.provider.kling_gateway",
  choice: "connections.provider.kling_gateway.choice",
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
};
