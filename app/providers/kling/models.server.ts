/** Kling's models, which adapter runs each, and who may call them. */
import { z } from "zod";
import type { Provider } from "../provider.ts";
import type { ConnectionParts, Credentials, Model } from "../description.ts";
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
    goodAt: "One garment, or an upper and a lower together.",
    outfits: "merged",
    settings: z.object({}),
    settingFields: [],
  },
  {
    id: "kolors-virtual-try-on-v1",
    label: "Kolors Virtual Try-On v1",
    goodAt: "One garment at a time.",
    outfits: "no",
    settings: z.object({}),
    settingFields: [],
  },
];

const imageModels: Model[] = omniModels.map((id) => ({
  id,
  label: id === "kling-v3-omni" ? "Kling Image 3.0 Omni" : "Kling Image O1",
  goodAt: "Directed by a prompt of your own; outfits of two garments.",
  outfits: "separate",
  settings: omniImageSettings.superRefine((settings, context) => {
    const mistake = omniImageMistake(id, settings);
    if (mistake) context.addIssue({ code: "custom", message: mistake });
  }),
  settingFields: omniImageFields,
}));

export const gatewayModels: Model[] = [...tryOnModels, ...imageModels];

export const officialModels: Model[] = [
  ...tryOnModels,
  {
    id: solutionModel,
    label: "Kling Try-On 3.0",
    goodAt: "One garment, keeping face, pose and background as you choose.",
    outfits: "no",
    needsField: { name: "apiKey", sentence: "Try-On 3.0 takes API keys only, no pair of keys." },
    settings: solutionSettings,
    settingFields: [
      { name: "keepFace", label: "Keep the face", kind: "yes or no" },
      { name: "keepPose", label: "Keep the pose", kind: "yes or no" },
      { name: "keepBackground", label: "Keep the background", kind: "yes or no" },
    ],
  },
  ...imageModels,
];

const givenKey = z
  .string()
  .trim()
  .max(500, "This is too long for a key.")
  .regex(/^[\x21-\x7e]*$/, "A key has no spaces and no special letters.")
  .default("");

export const officialCredentials: z.ZodType<Credentials> = z
  .object({ apiKey: givenKey, accessKey: givenKey, secretKey: givenKey, webhookSecret: givenKey })
  .superRefine(({ apiKey, accessKey, secretKey }, context) => {
    const mistake = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: [path], message });
    if (apiKey === "" && accessKey === "" && secretKey === "")
      mistake("apiKey", "Enter an API key, or an access key and its secret key.");
    if (apiKey !== "" && apiKey.length < 8) mistake("apiKey", "This is too short for a key.");
    if (accessKey !== "" && secretKey === "") mistake("secretKey", "An access key needs its secret key.");
    if (secretKey !== "" && accessKey === "") mistake("accessKey", "A secret key needs its access key.");
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
