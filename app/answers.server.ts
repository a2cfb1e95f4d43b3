/** How a shopper's page is answered: always JSON, and an error always in the same shape. */
import { refusals, type RefusalCode } from "./refusals.ts";

export function answer(body: unknown, status = 200): Response {
  return Response.json(body, { status, headers: { "Cache-Control": "no-store" } });
}

export function refusal(code: RefusalCode): Response {
  const { status, sentence } = refusals[code];
  return answer({ error: { code, message: sentence } }, status);
}
