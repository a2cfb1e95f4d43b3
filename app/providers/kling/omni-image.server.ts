/** Kling's Omni-Image as a try-on model: pictures in a list, and a prompt that says what to do with each. */
import { z } from "zod";
import { rawNumber } from "../json.ts";
import { longestPrompt, mistake, type MistakeName } from "../mistakes.ts";
import { type Garments, pictureField, type Provider, refuseUnsent, type SentPicture } from "../provider.ts";
import type { SettingField } from "../description.ts";
import { fillPrompt, garmentsName, personName, usualPrompt } from "./prompt.ts";
import { followTasks, operationOf, type TaskOptions } from "./tasks.server.ts";

const path = "/v1/images/omni-image";
const maxReferences = 10;
const aspectRatios = ["16:9", "9:16", "1:1", "4:3", "3:4", "3:2", "2:3", "21:9"] as const;

/** `{garments}` stands for the garments' pictures: one of them, or the two of an outfit. */
export const omniImageSettings = z.object({
  prompt: z
    .string()
    .refine((text) => fillPrompt(text, 2).length <= longestPrompt, mistake("prompt_long"))
    .refine((text) => text.includes(personName), mistake("prompt_person"))
    .refine((text) => text.includes(garmentsName), mistake("prompt_garments"))
    .default(usualPrompt),
  resolution: z.enum(["1k", "2k", "4k"]).default("1k"),
  resultType: z.enum(["single", "series"]).default("single"),
  count: z.number().int().min(1).max(9).default(1),
  seriesAmount: z.union([z.number().int().min(2).max(9), z.literal("auto")]).optional(),
  aspectRatio: z.enum(["auto", ...aspectRatios]).default("auto"),
  watermark: z.boolean().default(false),
  elementIds: z.array(z.string().regex(/^[1-9]\d{0,19}$/, mistake("element_digits"))).default([]),
});

export const omniImageFields: SettingField[] = [
  {
    name: "prompt",
    label: "models.setting.prompt",
    kind: "long text",
    help: "models.setting.prompt_help",
  },
  {
    name: "resolution",
    label: "models.setting.resolution",
    kind: "choice",
    choices: [{ value: "1k" }, { value: "2k" }, { value: "4k" }],
  },
  {
    name: "resultType",
    label: "models.setting.result_type",
    kind: "choice",
    choices: [
      { value: "single", label: "models.setting.single" },
      { value: "series", label: "models.setting.series" },
    ],
  },
  {
    name: "count",
    label: "models.setting.count",
    kind: "number",
    help: "models.setting.count_help",
  },
  {
    name: "seriesAmount",
    label: "models.setting.series_amount",
    kind: "number",
    help: "models.setting.series_amount_help",
  },
  {
    name: "aspectRatio",
    label: "models.setting.aspect_ratio",
    kind: "choice",
    choices: [{ value: "auto", label: "models.setting.auto" }, ...aspectRatios.map((value) => ({ value }))],
  },
  { name: "watermark", label: "models.setting.watermark", kind: "yes or no" },
];

export type OmniImageSettings = z.infer<typeof omniImageSettings>;

/** Combinations that Kling refuses, refused before a merchant can save them. */
export function omniImageMistake(model: string, settings: OmniImageSettings): MistakeName | undefined {
  const isThree = model === "kling-v3-omni";
  if (settings.resolution === "4k" && !isThree) return "four_k";
  if (settings.resultType === "series" && !isThree) return "series";
  if (settings.resultType === "single" && settings.seriesAmount !== undefined) return "series_amount";
  if (settings.resultType === "series" && settings.count !== 1) return "series_count";
  if (settings.elementIds.length + 3 > maxReferences) return "elements";
  return undefined;
}

export function createKlingOmniImage(
  model: string,
  settings: OmniImageSettings,
  options: Omit<TaskOptions, "path">,
): Provider {
  return {
    ...followTasks({ ...options, path }),

    async start({ externalId, photo, garments, callbackAddress }) {
      const wrong = omniImageMistake(model, settings);
      if (wrong) return refuseUnsent(`the settings do not fit the model: ${wrong}`);
      const garmentPictures = picturesOf(garments);
      const body = {
        model_name: model,
        prompt: fillPrompt(settings.prompt, garmentPictures.length),
        image_list: [{ image: photo.bytes.toString("base64") }, ...garmentPictures.map(listed)],
        ...(settings.elementIds.length > 0
          ? { element_list: settings.elementIds.map((id) => ({ element_id: rawNumber(id) })) }
          : {}),
        resolution: settings.resolution,
        result_type: settings.resultType,
        ...(settings.resultType === "series"
          ? { series_amount: settings.seriesAmount ?? 4 }
          : { n: settings.count }),
        aspect_ratio: settings.aspectRatio,
        watermark_info: { enabled: settings.watermark },
        callback_url: callbackAddress,
        external_task_id: externalId,
      };
      const answer = await options.call.post(path, body);
      return answer.ok ? operationOf(answer.data) : { ok: false, failure: answer.failure };
    },
  };
}

function picturesOf(garments: Garments): SentPicture[] {
  return garments.wear === "separate" ? [garments.upper, garments.lower] : [garments.picture];
}

function listed(picture: SentPicture): { image: string } {
  return { image: pictureField(picture) };
}
