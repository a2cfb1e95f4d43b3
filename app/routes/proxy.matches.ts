import type { LoaderFunctionArgs } from "@remix-run/node";
import { answer, answering, refusal } from "../shopper-answers.server.ts";
import type { Services } from "../services.server.ts";
import { readMatches } from "../try-on/garments/read-matches.ts";

export function loader({ request, context: { services } }: LoaderFunctionArgs) {
  return answering(services.log, () => show(request, services));
}

async function show(request: Request, services: Services): Promise<Response> {
  const asked = await services.readProxyRequest(request);
  if (!asked.ok) return refusal(asked.code);
  const query = readMatches(asked.value.query);
  if (!query.ok) return refusal(query.code);
  const found = await services.tryOns.matches(asked.value.shop, query.value);
  return found.ok ? answer({ matches: found.value }) : refusal(found.code);
}
