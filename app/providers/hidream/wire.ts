/**
 * HiDream's shapes. Creating is seed 003; the result's page was not to be had, so asking is inferred from the sibling
 * pages, which all have the address of creating with `/results` behind it. Both are settings for that reason.
 */
import { z } from "zod";

export const envelope = z.object({
  code: z.number(),
  message: z.string().nullish(),
  result: z.unknown().optional(),
});

export const createdTask = z.object({ task_id: z.string().min(1) });

/** 0 waiting, 1 done, 2 processing, 3 failed, 4 failed review; numbers not listed are taken for "still at it". */
export const taskResult = z.object({
  sub_task_results: z
    .array(z.looseObject({ task_status: z.number(), description: z.string().nullish() }))
    .min(1),
});

export type CreateBody = {
  person: string;
  upper_clothes?: string;
  lower_clothes?: string;
  dress?: string;
  request_id: string;
  notify_url: string;
};
