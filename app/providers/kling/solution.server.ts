/** Kling Try-On 3.0: other paths, addresses instead of bytes, and answers that are lists. */
import { z } from "zod";
import { type Outcome, type Provider, refuseUnsent, type TaskStatus } from "../provider.ts";
import { unexpected } from "../transport-failures.ts";
import { readBalance } from "./balance.server.ts";
import type { CallKling } from "./call.server.ts";
import { taskFailure } from "./failures.ts";
import { operationOf } from "./tasks.server.ts";
import { solutionTask } from "./wire.ts";

export const solutionSettings = z.object({
  keepFace: z.boolean().default(true),
  keepPose: z.boolean().default(true),
  keepBackground: z.boolean().default(true),
});

export function createKlingSolution(call: CallKling, settings: z.infer<typeof solutionSettings>): Provider {
  const query = async (
    by: "task_ids" | "external_task_ids",
    id: string,
  ): Promise<Outcome<Solution | undefined>> => {
    const answer = await call.get(`/solutions?${by}=${encodeURIComponent(id)}`);
    if (!answer.ok) return { ok: false, failure: answer.failure };
    const read = z.array(solutionTask).safeParse(answer.data);
    if (!read.success)
      return { ok: false, failure: unexpected("a list of tasks without the fields that we read") };
    return { ok: true, value: read.data[0] };
  };

  return {
    async start({ externalId, photo, garments, callbackAddress }) {
      if (garments.wear !== "one" || !("address" in garments.picture))
        return refuseUnsent("this model takes one garment, by its address");
      const answer = await call.post("/solutions/virtual_try_on", {
        contents: [
          { type: "product_image", url: garments.picture.address },
          { type: "person_image", url: photo.address },
        ],
        settings: {
          keep_face: settings.keepFace,
          keep_pose: settings.keepPose,
          keep_background: settings.keepBackground,
        },
        options: {
          callback_url: callbackAddress,
          external_task_id: externalId,
          watermark: { enabled: false },
        },
      });
      return answer.ok ? operationOf(answer.data) : { ok: false, failure: answer.failure };
    },

    async status(operation) {
      const found = await query("task_ids", operation["taskId"] ?? "");
      if (!found.ok) return found;
      if (!found.value) return { ok: false, failure: unexpected("no such task in the answer") };
      return { ok: true, value: statusOf(found.value) };
    },

    async find(externalId) {
      const found = await query("external_task_ids", externalId);
      if (!found.ok) return found;
      if (!found.value) return { ok: true, value: { found: "none" } };
      return { ok: true, value: { found: "task", operation: { taskId: found.value.id } } };
    },

    check: () => readBalance(call),
  };
}

type Solution = z.infer<typeof solutionTask>;

function statusOf(found: Solution): TaskStatus {
  if (found.status === "failed") return { state: "failed", failure: taskFailure(found.message ?? "") };
  if (found.status === "submitted" || found.status === "processing") return { state: "running" };
  const picture = found.outputs?.[0]?.url;
  if (!picture) return { state: "failed", failure: unexpected("a finished task without a picture") };
  return { state: "done", pictureAddress: picture };
}
