import type { ActionFunctionArgs } from "@remix-run/node";
import { answer, answering, refusal } from "../shopper-answers.server.ts";
import type { Services } from "../services.server.ts";

export function action({ request, params, context: { services } }: ActionFunctionArgs) {
  return answering(services.log, () => forget(request, params["id"] ?? "", services));
}

export function loader() {
  return refusal("bad_request");
}

async function forget(request: Request, id: string, services: Services): Promise<Response> {
  // Deleting twice is harmless, and the second press deserves the same receipt.
  const asked = await services.readProxyRequest(request, { repeatable: true });
  if (!asked.ok) return refusal(asked.code);
  const { shop, query } = asked.value;
  const forgotten = await services.tryOns.forget({ shop, id, token: query["token"] ?? "" });
  return forgotten.ok ? answer({ receipt: forgotten.value }) : refusal(forgotten.code);
}
