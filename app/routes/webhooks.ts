import type { ActionFunctionArgs } from "@remix-run/node";
import { readBody } from "../request-body.server.ts";
import type { WebhookOutcome } from "../shop/webhooks.server.ts";

/** What is subscribed to is small: of a product its number alone. */
const maxBytes = 256 * 1024;

const statuses: Record<WebhookOutcome, number> = {
  taken: 200,
  repeated: 200,
  unsigned: 401,
  malformed: 400,
  "out of time": 400,
};

export async function action({ request, context: { services } }: ActionFunctionArgs) {
  const body = await readBody(request, maxBytes);
  if (!body) return new Response(null, { status: 413 });
  const outcome = await services.receiveWebhook(request, body.toString("utf8"));
  return new Response(null, { status: statuses[outcome] });
}

export function loader() {
  return new Response(null, { status: 405, headers: { Allow: "POST" } });
}
