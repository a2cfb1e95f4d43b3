/** Kling's Omni-Image as a try-on model: pictures in a list, and a prompt that says what to do with each. */
import { z } from "zod";
import { rawNumber } from "../json.ts";
import { type Garments, pictureField, type Provider, refuseUnsent, type SentPicture } from "../provider.ts";
import type { SettingField } from "../description.ts";
import { followTasks, operationOf, type TaskOptions } from "./tasks.server.ts";

const path = "/v1/images/omni-image";
const maxPromptLength = 2_500;
const maxReferences = 10;

const usualPrompt =
  "Dress the person of <<<image_1>>> in {garments}. Keep the face, the body, the pose and the background of <<<image_1>>> as they are. Show the garment's colour, pattern and cut exactly.";

/** `{garments}` stands for the garments' pictures: one of them, or the two of an outfit. */
export const omniImageSettings = z.object({
  prompt: z
    .string()
    .refine(
      (text) => fillPrompt(text, 2).length <= maxPromptLength,
      `A prompt has ${maxPromptLength} characters at most, with the pictures' names in it.`,
    )
    .refine((text) => text.includes("<<<image_1>>>"), "Say <<<image_1>>> where the person is meant.")
    .refine((text) => text.includes("{garments}"), "Say {garments} where the garment is meant.")
    .default(usualPrompt),
  resolution: z.enum(["1k", "2k", "4k"]).default("1k"),
  resultType: z.enum(["single", "series"]).default("single"),
  count: z.number().int().min(1).max(9).default(1),
  seriesAmount: z.union([z.number().int().min(2).max(9), z.literal("auto")]).optional(),
  aspectRatio: z.enum(["auto", "16:9", "9:16", "1:1", "4:3", "3:4", "3:2", "2:3", "21:9"]).default("auto"),
  watermark: z.boolean().default(false),
  elementIds: z.array(z.string().regex(/^[1-9]\d{0,19}$/, "An element's id has digits only.")).default([]),
});

export const omniImageFields: SettingField[] = [
  {
    name: "prompt",
    label: "Prompt",
    kind: "long text",
    help: "<<<image_1>>> is the person. {garments} becomes <<<image_2>>>, and <<<image_3>>> for an outfit.",
  },
  { name: "resolution", label: "Resolution", kind: "choice", choices: ["1k", "2k", "4k"] },
  { name: "resultType", label: "Result", kind: "choice", choices: ["single", "series"] },
  {
    name: "count",
    label: "Pictures made at once",
    kind: "number",
    help: "Each is billed; the first is shown.",
  },
  {
    name: "seriesAmount",
    label: "Pictures in a series",
    kind: "number",
    help: "For the result series only.",
  },
  {
    name: "aspectRatio",
    label: "Shape",
    kind: "choice",
    choices: ["auto", "16:9", "9:16", "1:1", "4:3", "3:4", "3:2", "2:3", "21:9"],
  },
  { name: "watermark", label: "With a watermark", kind: "yes or no" },
];

export type OmniImageSettings = z.infer<typeof omniImageSettings>;

/** Combinations that Kling refuses, refused before a merchant can save them. */
export function omniImageMistake(model: string, settings: OmniImageSettings): string | undefined {
  const isThree = model === "kling-v3-omni";
  if (settings.resolution === "4k" && !isThree) return "4k is made by kling-v3-omni only.";
  if (settings.resultType === "series" && !isThree) return "A series is made by kling-v3-omni only.";
  if (settings.resultType === "single" && settings.seriesAmount !== undefined)
    return "A number of pictures in a series needs the result type series.";
  if (settings.resultType === "series" && settings.count !== 1)
    return "A series has its own number of pictures: set the count to 1.";
  if (settings.elementIds.length + 3 > maxReferences)
    return "There are more elements than fit beside the pictures.";
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
      const mistake = omniImageMistake(model, settings);
      if (mistake) return refuseUnsent(mistake);
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

function fillPrompt(prompt: string, garmentCount: number): string {
  const names = Array.from({ length: garmentCount }, (_, index) => `<<<image_${index + 2}>>>`);
  return prompt.replaceAll("{garments}", names.join(" and "));
}

function picturesOf(garments: Garments): SentPicture[] {
  return garments.wear === "separate" ? [garments.upper, garments.lower] : [garments.picture];
}

function listed(picture: SentPicture): { image: string } {
  return { image: pictureField(picture) };
}
