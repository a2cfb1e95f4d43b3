import type { LoaderFunctionArgs } from "@remix-run/node";
import { answer, answering, refusal } from "../shopper-answers.server.ts";
import type { Services } from "../services.server.ts";
import { publicTerms } from "../shop/consent.ts";

export function loader({ request, context: { services } }: LoaderFunctionArgs) {
  return answering(services.log, () => show(request, services));
}

/** For a dialog that was opened before the terms changed. */
async function show(request: Request, services: Services): Promise<Response> {
  const asked = await services.readProxyRequest(request);
  if (!asked.ok) return refusal(asked.code);
  const terms = await services.consent.termsFor(asked.value.shop);
  return terms ? answer(publicTerms(terms)) : refusal("not_ready");
}
