/** Kling's models, which adapter runs each, and who may call them. */
import { z } from "zod";
import type { Provider } from "../provider.ts";
import type { ConnectionParts, Credentials, Model } from "../description.ts";
import { optionalKey } from "../key-shape.ts";
import { mistake, type MistakeName } from "../mistakes.ts";
import { type Authorize, byKey, byKeyPair } from "./authorize.server.ts";
import { createCallKling } from "./call.server.ts";
import {
  createKlingOmniImage,
  omniImageFields,
  omniImageMistake,
  omniImageSettings,
} from "./omni-image.server.ts";
import { createKlingSolution, solutionSettings } from "./solution.server.ts";
import type { TaskOptions } from "./tasks.server.ts";
import { createKlingTryOn } from "./try-on.server.ts";

const solutionModel = "kling-virtual-try-on-3.0";
const omniModels = ["kling-v3-omni", "kling-image-o1"];

const tryOnModels: Model[] = [
  {
    id: "kolors-virtual-try-on-v1-5",
    label: "Kolors Virtual Try-On v1.5",
    goodAt: "models.good_at.v1_5",
    outfits: "merged",
    settings: z.object({}),
    settingFields: [],
  },
  {
    id: "kolors-virtual-try-on-v1",
    label: "Kolors Virtual Try-On v1",
    goodAt: "models.good_at.v1",
    outfits: "no",
    settings: z.object({}),
    settingFields: [],
  },
];

const imageModels: Model[] = omniModels.map((id) => ({
  id,
  label: id === "kling-v3-omni" ? "Kling Image 3.0 Omni" : "Kling Image O1",
  goodAt: "models.good_at.omni_image",
  outfits: "separate",
  settings: omniImageSettings.superRefine((settings, context) => {
    const wrong = omniImageMistake(id, settings);
    if (wrong) context.addIssue({ code: "custom", message: mistake(wrong) });
  }),
  settingFields: omniImageFields,
}));

export const gatewayModels: Model[] = [...tryOnModels, ...imageModels];

export const officialModels: Model[] = [
  ...tryOnModels,
  {
    id: solutionModel,
    label: "Kling Try-On 3.0",
    goodAt: "models.good_at.solution",
    outfits: "no",
    needsField: { name: "apiKey", mistake: "needs_api_key" },
    settings: solutionSettings,
    settingFields: [
      { name: "keepFace", label: "models.setting.keep_face", kind: "yes or no" },
      { name: "keepPose", label: "models.setting.keep_pose", kind: "yes or no" },
      { name: "keepBackground", label: "models.setting.keep_background", kind: "yes or no" },
    ],
  },
  ...imageModels,
];

export const officialCredentials: z.ZodType<Credentials> = z
  .object({ apiKey: optionalKey, accessKey: optionalKey, secretKey: optionalKey, webhookSecret: optionalKey })
  .superRefine(({ apiKey, accessKey, secretKey }, context) => {
    const wrong = (path: string, name: MistakeName) =>
      context.addIssue({ code: "custom", path: [path], message: mistake(name) });
    if (apiKey === "" && accessKey === "" && secretKey === "") wrong("apiKey", "no_key_at_all");
    if (apiKey !== "" && apiKey.length < 8) wrong("apiKey", "key_short");
    if (accessKey !== "" && secretKey === "") wrong("secretKey", "secret_key_missing");
    if (secretKey !== "" && accessKey === "") wrong("accessKey", "access_key_missing");
  });

export function createOfficial(parts: ConnectionParts): Provider {
  const { apiKey = "", accessKey = "", secretKey = "" } = parts.credentials;
  const authorize = apiKey !== "" ? byKey(apiKey) : byKeyPair(accessKey, secretKey, parts.now);
  const call = createCallKling(parts.baseAddress, authorize, parts.send);
  if (parts.model === solutionModel) return createKlingSolution(call, solutionSettings.parse(parts.settings));
  return createFirstStandard(parts, { call, provesAbsence: true, tellsBalance: true });
}

/** The same wire with `/kling` before it. */
export function createGateway(parts: ConnectionParts, authorize: Authorize): Provider {
  const call = createCallKling(`${parts.baseAddress}/kling`, authorize, parts.send);
  return createFirstStandard(parts, { call, provesAbsence: false, tellsBalance: false });
}

function createFirstStandard(
  { model, settings }: ConnectionParts,
  options: Omit<TaskOptions, "path">,
): Provider {
  if (omniModels.includes(model))
    return createKlingOmniImage(model, omniImageSettings.parse(settings), options);
  return createKlingTryOn(model, options);
}
