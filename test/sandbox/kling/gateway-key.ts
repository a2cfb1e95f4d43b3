/** The gateway's own door: it knows its keys and answers in its own form, before Kling hears of the call. */
import type { World } from "../world.ts";
import { gatewayError } from "./errors.ts";
import type { KlingCaller } from "./order.ts";
import type { Door } from "../tasks/calls.ts";

export function gatewayDoor(world: World): Door<KlingCaller> {
  return (request) => {
    const key = /^Bearer (sk-\S+)$/.exec(request.get("authorization") ?? "")?.[1];
    if (key === undefined || !world.keys.gateway.includes(key)) {
      return { status: 401, body: gatewayError("invalid_token", "无效的令牌") };
    }
    return { provider: "kling-gateway", key, account: {}, isGateway: true };
  };
}
