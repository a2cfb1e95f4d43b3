/** The try-on's body, checked field by field. Fields that it does not know are ignored. */
import type { Refusal } from "./errors.ts";
import type { Wanted } from "./order.ts";
import { bodyFields, olderPictures, pictureOf, readIds, readModel } from "./read-fields.ts";
import { drawTryOn, isOutfit } from "../tasks/draw.ts";

export const tryOnModels = ["kolors-virtual-try-on-v1", "kolors-virtual-try-on-v1-5"];

export async function readTryOn(body: unknown, isGateway: boolean): Promise<Wanted | Refusal> {
  const fields = bodyFields(body);
  if ("code" in fields) return fields;
  const model = readModel(fields, tryOnModels, isGateway);
  if (typeof model !== "string") return model;
  const ids = readIds(fields);
  if ("code" in ids) return ids;
  const person = await pictureOf("human_image", fields.get("human_image"), olderPictures);
  if ("code" in person) return person;
  const garments = await pictureOf("cloth_image", fields.get("cloth_image"), olderPictures);
  if ("code" in garments) return garments;
  // Several garments are for v1-5 alone.
  const most = model === "kolors-virtual-try-on-v1-5" ? 2 : 1;
  return {
    model,
    ...ids,
    request: {
      model_name: model,
      human_image: person.shown,
      cloth_image: garments.shown,
      callback_url: ids.callbackUrl,
      external_task_id: ids.externalId,
    },
    slots: 1,
    pack: "try-on",
    units: 1,
    watermarks: false,
    make: () =>
      drawTryOn({
        model,
        person: person.bytes,
        garments: [garments.bytes],
        goesTogether: (kinds) => kinds.length <= most && isOutfit(kinds),
      }),
  };
}
