/** Omni-Image's body, checked field by field, before its pictures are fetched. */
import { type Refusal, refusal } from "./errors.ts";
import { drawOmni, type Ratio } from "./draw-omni.ts";
import { findMissingReference, namedPictures, readElements, readPictures } from "./omni-lists.ts";
import type { Wanted } from "./order.ts";
import { bodyFields, type Fields, readIds, readModel, readWatermark } from "./read-fields.ts";

export const omniModels = ["kling-image-o1", "kling-v3-omni"];

const longestPrompt = 2_500;
const ratios: Ratio[] = ["auto", "16:9", "9:16", "1:1", "4:3", "3:4", "3:2", "2:3", "21:9"];
const unitsEach = { "1k": 8, "2k": 8, "4k": 16 };
type Resolution = keyof typeof unitsEach;
/** How many pictures an "auto" series has is the model's choice; here it is the default number. */
const usualSeries = 4;

export async function readOmni(body: unknown, isGateway: boolean): Promise<Wanted | Refusal> {
  const fields = bodyFields(body);
  if ("code" in fields) return fields;
  const model = readModel(fields, omniModels, isGateway);
  if (typeof model !== "string") return model;
  const prompt = fields.get("prompt");
  if (typeof prompt !== "string" || prompt === "") return refusal("invalidValue", "prompt cannot be empty");
  if (prompt.length > longestPrompt) return refusal("invalidValue", "prompt exceeds 2500 characters");
  const isNewer = model === "kling-v3-omni";
  const sizes: Resolution[] = isNewer && !isGateway ? ["1k", "2k", "4k"] : ["1k", "2k"];
  const resolution = readWord(fields, "resolution", sizes, isGateway);
  if (typeof resolution === "object") return resolution;
  const ratio = readWord(fields, "aspect_ratio", ratios, isGateway);
  if (typeof ratio === "object") return ratio;
  const kind = readWord(fields, "result_type", isNewer ? ["single", "series"] : ["single"], false);
  if (typeof kind === "object") return kind;
  const count = kind === "series" ? readSeries(fields) : readCount(fields, "n", 1, 1);
  if (typeof count === "object") return count;
  const watermarks = readWatermark("watermark_info", fields.get("watermark_info"));
  if (typeof watermarks === "object") return watermarks;
  const ids = readIds(fields);
  if ("code" in ids) return ids;
  const elements = readElements(fields.get("element_list"));
  if ("code" in elements) return elements;
  const pictures = await readPictures(fields.get("image_list"), elements.length);
  if ("code" in pictures) return pictures;
  if (isNewer && pictures.length === 0 && fields.get("aspect_ratio") === "auto") {
    return refusal("invalidValue", "aspect_ratio: auto needs a picture");
  }
  const missing = findMissingReference(prompt, pictures.length, elements.length);
  if (missing !== undefined) return refusal("invalidValue", `prompt: ${missing} does not exist`);
  return {
    model,
    ...ids,
    request: {
      model_name: model,
      prompt,
      ...(pictures.length === 0 ? {} : { image_list: pictures.map(({ shown }) => ({ image: shown })) }),
      ...(elements.length === 0 ? {} : { element_list: elements.map((id) => ({ element_id: id })) }),
      resolution,
      result_type: kind,
      ...(kind === "series" ? { series_amount: fields.get("series_amount") ?? usualSeries } : { n: count }),
      aspect_ratio: ratio,
      watermark_info: { enabled: watermarks },
      callback_url: ids.callbackUrl,
      external_task_id: ids.externalId,
    },
    slots: count,
    pack: "image",
    units: count * unitsEach[resolution],
    watermarks,
    make: () => {
      const all = pictures.map(({ bytes }) => bytes);
      return drawOmni({ pictures: all, named: namedPictures(prompt), count, ratio, side: sides[resolution] });
    },
  };
}

const sides = { "1k": 1_024, "2k": 2_048, "4k": 4_096 };

/** The first word is the standard. The gateway's own example sends "" for what it leaves open; Kling refuses that. */
function readWord<Word extends string>(
  fields: Fields,
  field: string,
  words: readonly Word[],
  isEmptyOpen: boolean,
): Word | Refusal {
  const given = fields.get(field) ?? undefined;
  const isOpen = given === undefined || (given === "" && isEmptyOpen);
  const word = isOpen ? words[0] : words.find((known) => known === given);
  return word ?? refusal("invalidValue", `${field} must be one of ${words.join(", ")}`);
}

function readSeries(fields: Fields): number | Refusal {
  return fields.get("series_amount") === "auto"
    ? usualSeries
    : readCount(fields, "series_amount", 2, usualSeries);
}

function readCount(fields: Fields, field: string, least: number, standard: number): number | Refusal {
  const count = fields.get(field) ?? standard;
  const isGood = typeof count === "number" && Number.isInteger(count) && count >= least && count <= 9;
  return isGood ? count : refusal("invalidValue", `${field} must be an integer between ${least} and 9`);
}
