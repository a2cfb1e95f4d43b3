/** Try-On 3.0's body: two pictures by address, what to keep, and options. */
import { type Refusal, refusal } from "./errors.ts";
import type { Wanted } from "./order.ts";
import {
  bodyFields,
  type Fields,
  fieldsOf,
  pictureOf,
  readFlag,
  readIds,
  readWatermark,
} from "./read-fields.ts";
import { drawTryOn, isOutfit } from "../tasks/draw.ts";
import type { PictureRules } from "../tasks/read-picture.ts";

/** Not a name of Kling's, which has none in the body: for the list of tasks. */
export const solutionModel = "kling-virtual-try-on-3.0";

/** More than 300 px, not 300 itself as with the older calls. */
const rules: PictureRules = {
  formats: ["jpeg", "png", "webp"],
  takesBase64: false,
  least: 301,
  most: 2_048,
  stretch: Infinity,
};
/** The image pack pays; how much is not published, so this is what an Omni-Image picture costs. */
const units = 8;

export async function readSolution(body: unknown): Promise<Wanted | Refusal> {
  const fields = bodyFields(body);
  if ("code" in fields) return fields;
  const contents = readContents(fields.get("contents"));
  if ("code" in contents) return contents;
  const settings = readSettings(fields.get("settings"));
  if (!("keep" in settings)) return settings;
  const options = readObject("options", fields.get("options"));
  if ("code" in options) return options;
  const watermarks = readWatermark("options.watermark", options.get("watermark"));
  if (typeof watermarks === "object") return watermarks;
  const ids = readIds(options);
  if ("code" in ids) return ids;
  const garment = await pictureOf("product_image", contents.product, rules);
  if ("code" in garment) return garment;
  const person = await pictureOf("person_image", contents.person, rules);
  if ("code" in person) return person;
  return {
    model: solutionModel,
    ...ids,
    request: {
      contents: fields.get("contents"),
      settings: settings.keep,
      options: {
        callback_url: ids.callbackUrl,
        external_task_id: ids.externalId,
        watermark: { enabled: watermarks },
      },
    },
    slots: 1,
    pack: "image",
    units,
    watermarks,
    make: () =>
      drawTryOn({
        model: solutionModel,
        person: person.bytes,
        garments: [garment.bytes],
        goesTogether: isOutfit,
      }),
  };
}

/** One picture of each of the two kinds and nothing else, in any order. */
function readContents(value: unknown): { product: unknown; person: unknown } | Refusal {
  const wrong = refusal("invalidValue", "contents must have one product_image and one person_image");
  if (!Array.isArray(value) || value.length !== 2) return wrong;
  const items = value.map(fieldsOf);
  const product = items.find((item) => item?.get("type") === "product_image");
  const person = items.find((item) => item?.get("type") === "person_image");
  if (product === undefined || person === undefined) return wrong;
  return { product: product.get("url"), person: person.get("url") };
}

function readSettings(value: unknown): { keep: Record<string, boolean> } | Refusal {
  const fields = readObject("settings", value);
  if ("code" in fields) return fields;
  const keep: Record<string, boolean> = {};
  for (const name of ["keep_face", "keep_pose", "keep_background"]) {
    const flag = readFlag(`settings.${name}`, fields.get(name), true);
    if (typeof flag === "object") return flag;
    keep[name] = flag;
  }
  return { keep };
}

function readObject(field: string, value: unknown): Fields | Refusal {
  if (value === undefined || value === null) return new Map();
  return fieldsOf(value) ?? refusal("invalidValue", `${field} must be an object`);
}
