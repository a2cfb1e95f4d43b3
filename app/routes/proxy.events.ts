import type { ActionFunctionArgs } from "@remix-run/node";
import { answering, refusal } from "../shopper-answers.server.ts";
import { readBody } from "../request-body.server.ts";
import type { Services } from "../services.server.ts";
import { shopperAddress } from "../shop/visitor.server.ts";
import { maxBeaconBytes } from "../usage/read-events.ts";

export function loader() {
  return refusal("bad_request");
}

export function action({ request, context: { services } }: ActionFunctionArgs) {
  return answering(services.log, () => count(request, services));
}

async function count(request: Request, services: Services): Promise<Response> {
  // To know a beacon again would take a row for each view of a page; sent twice, it counts twice, within its bounds.
  const asked = await services.readProxyRequest(request, { repeatable: true });
  if (!asked.ok) return refusal(asked.code);
  const body = await readBody(request, maxBeaconBytes);
  if (!body) return refusal("bad_request");
  const address = shopperAddress(request.headers.get("x-forwarded-for"), services.fromEnvironment.ownHops);
  const counted = await services.usage.countEvents({ shop: asked.value.shop, address, body });
  if (!counted.ok) return refusal(counted.code);
  return new Response(null, { status: 204, headers: { "Cache-Control": "no-store" } });
}
