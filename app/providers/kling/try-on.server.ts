/** Kolors Virtual Try-On v1 and v1-5, at Kling itself or behind a gateway: the same wire at another base address. */
import { pictureField, type Provider, refuseUnsent } from "../provider.ts";
import { followTasks, operationOf, type TaskOptions } from "./tasks.server.ts";
import type { CreateBody } from "./wire.ts";

const tryOnPath = "/v1/images/kolors-virtual-try-on";

export function createKlingTryOn(model: string, options: Omit<TaskOptions, "path">): Provider {
  return {
    ...followTasks({ ...options, path: tryOnPath }),

    async start({ externalId, photo, garments, callbackAddress }) {
      if (garments.wear === "separate") return refuseUnsent("this model takes an outfit on one picture");
      const body: CreateBody = {
        model_name: model,
        human_image: photo.bytes.toString("base64"),
        cloth_image: pictureField(garments.picture),
        callback_url: callbackAddress,
        external_task_id: externalId,
      };
      const answer = await options.call.post(tryOnPath, body);
      return answer.ok ? operationOf(answer.data) : { ok: false, failure: answer.failure };
    },
  };
}
