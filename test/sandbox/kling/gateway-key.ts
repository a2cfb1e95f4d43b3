/** The gateway's own door: it knows its keys and answers in its own form, before Kling hears of the call. */
import type { Request, RequestHandler } from "express";
import type { World } from "../world.ts";
import { gatewayError } from "./errors.ts";

export function keyOf(world: World, request: Request): string | undefined {
  const key = /^Bearer (sk-\S+)$/.exec(request.get("authorization") ?? "")?.[1];
  return key !== undefined && world.keys.gateway.includes(key) ? key : undefined;
}

export function requireKey(world: World): RequestHandler {
  return (request, response, next) => {
    if (keyOf(world, request) !== undefined) next();
    else response.status(401).json(gatewayError("invalid_token", "无效的令牌"));
  };
}
