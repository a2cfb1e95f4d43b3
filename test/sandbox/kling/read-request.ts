/** The create call's body, checked field by field in Kling's own words. Fields that it does not know are ignored. */
import { type Refusal, refusal } from "./errors.ts";
import { type Picture, readPicture } from "./read-picture.ts";

export const models = ["kolors-virtual-try-on-v1", "kolors-virtual-try-on-v1-5"];

export type TryOnRequest = {
  model: string;
  person: Picture;
  garments: Picture;
  callbackUrl: string | undefined;
  externalId: string | undefined;
};

export async function readRequest(body: unknown): Promise<TryOnRequest | Refusal> {
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    return refusal("invalidRequest", "the request body must be a JSON object");
  }
  const fields = new Map<string, unknown>(Object.entries(body));
  // Kling itself has a default, but gateways choose the channel by the model and require it.
  const model = fields.get("model_name");
  if (typeof model !== "string" || model === "") {
    return refusal("invalidValue", "model_name cannot be empty");
  }
  if (!models.includes(model)) return refusal("notFound", `model ${model.slice(0, 60)} does not exist`);
  const callbackUrl = readOptional("callback_url", fields.get("callback_url"), 2048);
  if (typeof callbackUrl === "object") return callbackUrl;
  if (callbackUrl !== undefined && !isWebAddress(callbackUrl)) {
    return refusal("invalidValue", "callback_url is not a valid address");
  }
  const externalId = readOptional("external_task_id", fields.get("external_task_id"), 128);
  if (typeof externalId === "object") return externalId;
  const person = await readPicture("human_image", fields.get("human_image"));
  if ("code" in person) return person;
  const garments = await readPicture("cloth_image", fields.get("cloth_image"));
  if ("code" in garments) return garments;
  return { model, person, garments, callbackUrl, externalId };
}

/** Absent, null and "" all mean "not given": the providers' own examples send empty strings. */
function readOptional(field: string, value: unknown, maxLength: number): string | undefined | Refusal {
  if (value === undefined || value === null || value === "") return undefined;
  if (typeof value !== "string") return refusal("invalidValue", `${field} must be a string`);
  if (value.length > maxLength) return refusal("invalidValue", `${field} is too long`);
  return value;
}

function isWebAddress(value: string): boolean {
  return URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
}
