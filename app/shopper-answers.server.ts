/** How a shopper's page is answered: always JSON, and an error always in the same shape. */
import type { Log } from "./log.server.ts";
import { refusalBody, refusals, type RefusalCode } from "./refusals.ts";

export function answer(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return Response.json(body, { status, headers: { "Cache-Control": "no-store", ...headers } });
}

export function refusal(code: RefusalCode, retryAfterSeconds?: number): Response {
  const headers = retryAfterSeconds === undefined ? undefined : { "Retry-After": String(retryAfterSeconds) };
  return answer(refusalBody(code), refusals[code].status, headers);
}

/** A database or a disk that is away is no answer for a shopper's page: it gets the sentence for "later". */
export async function answering(log: Log, answerOf: () => Promise<Response>): Promise<Response> {
  try {
    return await answerOf();
  } catch (error) {
    log.error({ error: String(error) }, "a shopper's request failed");
    return refusal("not_ready");
  }
}
