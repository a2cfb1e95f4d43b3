/** HiDream, as the admin, the shopper's text and the pipeline know it. */
import type { ProviderDescription } from "../description.ts";
import { oneKey } from "../key-shape.ts";
import { createHidream, hidreamSettings } from "./hidream.server.ts";

export const hidream: ProviderDescription = {
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
  baseAddresses: [{ address: "https://hidreamai.com", label: "connections.address.hidream", country: "CN" }],
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
};
