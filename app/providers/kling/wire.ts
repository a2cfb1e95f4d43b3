/**
 * Kling's shapes, as far as we read them: seeds 000 to 002. Answers are read leniently, because gateways leave fields
 * out or add their own; what we decide on must be there.
 */
import { z } from "zod";

export const envelope = z.object({
  code: z.number(),
  message: z.string().nullish(),
  request_id: z.string().nullish(),
  data: z.unknown().optional(),
});

/** A relay in front of Kling speaks for itself in one of these two forms. */
export const relayError = z.union([
  z.object({ error: z.object({ message: z.string().nullish(), code: z.unknown().optional() }) }),
  z.object({ code: z.string(), message: z.string().nullish() }),
]);

/** Opaque, whatever it looks like: some relays send a number, and a long one comes here as its digits. */
const taskId = z.union([z.string().min(1), z.number().transform(String)]);

export const createdTask = z.object({ task_id: taskId });

const pictures = z.array(z.object({ url: z.string() })).nullish();

export const task = z.object({
  task_id: taskId,
  task_status: z.enum(["submitted", "processing", "succeed", "succeeded", "failed"]),
  task_status_msg: z.string().nullish(),
  task_result: z
    .object({ result_type: z.string().nullish(), images: pictures, series_images: pictures })
    .nullish(),
});

export const taskList = z.array(
  z.object({ task_id: taskId, task_info: z.object({ external_task_id: z.string().nullish() }).nullish() }),
);

/** The 3.0 way of saying the same: seed-less, from the official page of September 2026. */
export const solutionTask = z.object({
  id: taskId,
  status: z.enum(["submitted", "processing", "succeed", "succeeded", "failed"]),
  message: z.string().nullish(),
  outputs: z.array(z.object({ url: z.string() })).nullish(),
});

export type CreateBody = {
  model_name: string;
  human_image: string;
  cloth_image: string;
  callback_url: string;
  external_task_id: string;
};
