/**
 * What is left in the account's resource packs. Kling lists those bought within the period asked for, and says itself
 * that what is left lags by half a day.
 */
import { z } from "zod";
import type { Outcome } from "../provider.ts";
import type { CallKling } from "./call.server.ts";

const costs = z.object({
  resource_pack_subscribe_infos: z
    .array(z.object({ remaining_quantity: z.number().nullish(), invalid_time: z.number().nullish() }))
    .nullish(),
});

const yearMs = 365 * 24 * 60 * 60_000;

export async function readBalance(call: CallKling): Promise<Outcome<{ balance?: number }>> {
  const until = Date.now();
  const answer = await call.get(`/account/costs?start_time=${until - yearMs}&end_time=${until}`);
  if (!answer.ok) return { ok: false, failure: answer.failure };
  const packs = costs.safeParse(answer.data).data?.resource_pack_subscribe_infos;
  // An account that pays afterwards has no packs, and that is no want of balance.
  if (!packs || packs.length === 0) return { ok: true, value: {} };
  const left = packs
    .filter((pack) => !pack.invalid_time || pack.invalid_time > until)
    .reduce((sum, pack) => sum + (pack.remaining_quantity ?? 0), 0);
  return { ok: true, value: { balance: Math.round(left * 100) / 100 } };
}
