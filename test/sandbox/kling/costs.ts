/**
 * What is left of the account's packs. The real one lags by hours and asks for at most one call a second; what it
 * answers to more is not documented, so here it just answers.
 */
import { createHash } from "node:crypto";
import type { Request } from "express";
import type { Pack, World } from "../world.ts";
import { refusal } from "./errors.ts";
import type { KlingCaller } from "./order.ts";
import { refuse, success } from "./reply.ts";
import type { Reply } from "../tasks/deliver.ts";
import { spentOf } from "../tasks/account.ts";

const dayMs = 86_400_000;
/** Older than a month: the period asked for must reach back to a pack's purchase, which callers have missed. */
const boughtAt = Date.now() - 40 * dayMs;
const names: Record<Pack, string> = { "try-on": "Virtual Try-On pack", image: "Image generation pack" };

export function costs(world: World, request: Request, caller: KlingCaller): Reply {
  const start = readTime(request.query["start_time"]);
  const end = readTime(request.query["end_time"]);
  if (start === undefined) return refuse(refusal("invalidValue", "start_time must be a time in ms"));
  if (end === undefined) return refuse(refusal("invalidValue", "end_time must be a time in ms"));
  if (start > end) return refuse(refusal("invalidValue", "start_time must not be after end_time"));
  const name = request.query["resource_pack_name"];
  const infos = packsOf(world, caller).filter(
    (pack) =>
      pack.purchase_time >= start &&
      pack.purchase_time <= end &&
      (name === undefined || name === pack.resource_pack_name),
  );
  return success({ code: 0, msg: "SUCCEED", resource_pack_subscribe_infos: infos });
}

function packsOf(world: World, caller: KlingCaller) {
  const kinds: Pack[] = ["try-on", "image"];
  return kinds.flatMap((pack) => {
    const total = caller.account.packs?.[pack];
    if (total === undefined) return [];
    const remaining = Math.max(0, total - spentOf(world, caller, pack));
    return {
      resource_pack_name: names[pack],
      resource_pack_id: createHash("md5").update(`${caller.provider} ${caller.key} ${pack}`).digest("hex"),
      resource_pack_type: "decreasing_total",
      total_quantity: total,
      remaining_quantity: remaining,
      purchase_time: boughtAt,
      effective_time: boughtAt,
      invalid_time: boughtAt + 365 * dayMs,
      status: remaining > 0 ? "online" : "runOut",
    };
  });
}

function readTime(value: unknown): number | undefined {
  return typeof value === "string" && /^\d{1,15}$/.test(value) ? Number(value) : undefined;
}
