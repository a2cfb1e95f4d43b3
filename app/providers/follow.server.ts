/** Asks an address that came from outside, and each that it points on to, as `addresses.server.ts` allows. */
import type { Dispatcher } from "undici";
import { request } from "undici";
import type { Outgoing } from "./addresses.server.ts";

const maxRedirects = 3;

/** Undefined where it leads on too often. Of any other answer the caller has to use the body up. */
export async function follow(
  outgoing: Outgoing,
  address: string,
  signal: AbortSignal,
  headers: Record<string, string> = {},
): Promise<Dispatcher.ResponseData | undefined> {
  let target = new URL(address);
  for (let hop = 0; hop <= maxRedirects; hop += 1) {
    // Each hop is judged anew: a public address may well point to a private one.
    const answer = await request(target, { dispatcher: outgoing.dispatcherFor(target), signal, headers });
    const location = answer.headers["location"];
    if (!(answer.statusCode >= 300 && answer.statusCode < 400 && typeof location === "string")) return answer;
    await answer.body.dump();
    target = new URL(location, target);
  }
  return undefined;
}
