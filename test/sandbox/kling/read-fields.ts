/** Reading the fields that several calls have, in Kling's own words where they are wrong. */
import { type Refusal, refusal } from "./errors.ts";
import { type Picture, type PictureRules, readPicture } from "../tasks/read-picture.ts";
import { readAddress, readText } from "../tasks/read-text.ts";

export type Fields = Map<string, unknown>;

/** The older calls' pictures: no limit is given for their longest side. */
export const olderPictures: PictureRules = {
  formats: ["jpeg", "png"],
  takesBase64: true,
  least: 300,
  most: Infinity,
  stretch: Infinity,
};

export function fieldsOf(value: unknown): Fields | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return new Map<string, unknown>(Object.entries(value));
}

export function bodyFields(body: unknown): Fields | Refusal {
  return fieldsOf(body) ?? refusal("invalidRequest", "the request body must be a JSON object");
}

/** Kling has a default, but gateways choose the channel by the model and require it. */
export function readModel(fields: Fields, models: readonly string[], isGateway: boolean): string | Refusal {
  const standard = isGateway ? undefined : models[0];
  const model = fields.get("model_name") ?? standard;
  if (typeof model !== "string" || model === "") {
    return refusal("invalidValue", "model_name cannot be empty");
  }
  if (!models.includes(model)) return refusal("notFound", `model ${model.slice(0, 60)} does not exist`);
  return model;
}

export type Ids = { callbackUrl: string | undefined; externalId: string | undefined };

export function readIds(fields: Fields): Ids | Refusal {
  const callbackUrl = readAddress("callback_url", fields.get("callback_url"));
  if (typeof callbackUrl === "object") return refusal("invalidValue", callbackUrl.problem);
  const externalId = readText("external_task_id", fields.get("external_task_id"), 128);
  if (typeof externalId === "object") return refusal("invalidValue", externalId.problem);
  return { callbackUrl, externalId };
}

export function readFlag(field: string, value: unknown, standard: boolean): boolean | Refusal {
  if (value === undefined || value === null) return standard;
  return typeof value === "boolean" ? value : refusal("invalidValue", `${field} must be a boolean`);
}

/** `{ enabled }` in an object of its own, as both the older and the newer calls have it. */
export function readWatermark(field: string, value: unknown): boolean | Refusal {
  if (value === undefined || value === null) return false;
  const fields = fieldsOf(value);
  if (fields?.has("enabled") !== true) return refusal("invalidValue", `${field}.enabled must be a boolean`);
  return readFlag(`${field}.enabled`, fields.get("enabled"), false);
}

export async function pictureOf(
  field: string,
  value: unknown,
  rules: PictureRules,
): Promise<Picture | Refusal> {
  const picture = await readPicture(field, value, rules);
  return "problem" in picture ? refusal("invalidValue", picture.problem) : picture;
}
