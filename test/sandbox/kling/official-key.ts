/** Kling's own door, one for each region: an API key, or a token made of an access key and its secret. */
import type { KlingAccount, KlingRegion, World } from "../world.ts";
import { type Refusal, refusal } from "./errors.ts";
import type { KlingCaller } from "./order.ts";
import { refuse } from "./reply.ts";
import { findProblem, readToken } from "./token.ts";
import type { Door } from "../tasks/calls.ts";

export const regions = { singapore: "kling", global: "kling-global", beijing: "kling-beijing" } as const;

type Known = { key: string; account: KlingAccount };

/** Tokens are for the older calls, those with a `model_name` in the body. */
export function officialDoor(world: World, region: KlingRegion, takesTokens: boolean): Door<KlingCaller> {
  return (request) => {
    const known = open(world, region, request.get("authorization") ?? "", takesTokens);
    if ("code" in known) return refuse(known);
    return { provider: regions[region], isGateway: false, ...known };
  };
}

/** Which of the codes 1000 and 1002 an unknown API key gets is inferred: the table's words fit 1000. */
function open(world: World, region: KlingRegion, header: string, takesTokens: boolean): Known | Refusal {
  if (header === "" || header === "Bearer") return refusal("authorizationEmpty");
  const credential = /^Bearer (\S+)$/.exec(header)?.[1];
  if (credential === undefined) return refusal("authorizationInvalid");
  const isHere = (account: KlingAccount) => (account.region ?? "singapore") === region;
  const account = world.keys.kling?.find((known) => isHere(known) && known.key === credential);
  if (account !== undefined) return { key: account.key, account };
  if (credential.split(".").length !== 3) return refusal("authenticationFailed");
  // That newer calls refuse tokens is documented only by their silence on them; the code is inferred.
  if (!takesTokens) return refusal("authorizationInvalid", "This API takes API keys only");
  const token = readToken(credential);
  if (token === undefined) return refusal("authorizationInvalid");
  const pair = world.keys.klingPairs?.find((known) => isHere(known) && known.accessKey === token.iss);
  if (pair === undefined) return refusal("authenticationFailed", "access key not found");
  const problem = findProblem(token, pair.secretKey, Date.now() / 1_000);
  return problem === undefined ? { key: pair.accessKey, account: pair } : refusal(problem);
}
