/** A call at a provider, from its door to its answer; how the answer is worded is the provider's own affair. */
import { setTimeout as wait } from "node:timers/promises";
import type { Request, RequestHandler } from "express";
import type { CallKind, World } from "../world.ts";
import { deliver, type Reply, type Told } from "./deliver.ts";
import { takeCallScript, takesEffect } from "./scripts.ts";
import type { Caller } from "./account.ts";

/** Who calls, or what a stranger is told. */
export type Door<Who extends Caller> = (request: Request) => Who | Reply;

export type Act<Who extends Caller> = (request: Request, caller: Who) => Promise<Reply> | Reply;

/** What the caller would have heard had the call had an effect; it is only ever sent in half. */
const nothing: Reply = { status: 200, body: { code: 0, message: "", data: {} } };

/** Before anything is read: strangers cannot make a provider take in large bodies. */
export function guard(door: Door<Caller>): RequestHandler {
  return (request, response, next) => {
    const caller = door(request);
    if ("provider" in caller) next();
    else response.status(caller.status).json(caller.body);
  };
}

/** One script for each call, taken when the caller is known; without effect the call only seems to happen. */
export function answer<Who extends Caller>(
  world: World,
  door: Door<Who>,
  refuse: (told: Told) => Reply,
  on: CallKind,
  act: Act<Who>,
): RequestHandler {
  return async (request, response, next) => {
    try {
      const caller = door(request);
      if (!("provider" in caller)) return deliver(response, caller, undefined, refuse);
      const script = takeCallScript(world, caller.provider, on);
      if (script?.does === "delay") await wait(script.ms);
      deliver(response, takesEffect(script) ? await act(request, caller) : nothing, script, refuse);
    } catch (error) {
      next(error);
    }
  };
}
