import type { LoaderFunctionArgs } from "@remix-run/node";
import { answer, answering, refusal } from "../shopper-answers.server.ts";
import type { Services } from "../services.server.ts";

export function loader({ request, params, context: { services } }: LoaderFunctionArgs) {
  return answering(services.log, () => show(request, params["id"] ?? "", services));
}

/** What proves the deletion, for as long as the shop uses the app. */
async function show(request: Request, id: string, services: Services): Promise<Response> {
  const asked = await services.readProxyRequest(request);
  if (!asked.ok) return refusal(asked.code);
  const { shop, query } = asked.value;
  const receipts = await services.tryOns.receipts({ shop, id, token: query["token"] ?? "" });
  return receipts.ok ? answer({ receipt: receipts.value }) : refusal(receipts.code);
}
