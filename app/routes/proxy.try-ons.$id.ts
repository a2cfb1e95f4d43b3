import type { LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { answer, answering, refusal } from "../answers.server.ts";
import type { Services } from "../services.server.ts";

/** Shopify's proxy does not wait for long, so neither do we. */
const showQuery = z.object({ token: z.string(), wait: z.coerce.number().int().min(0).max(8).default(0) });

export function loader({ request, params, context: { services } }: LoaderFunctionArgs) {
  return answering(services.log, () => show(request, params["id"] ?? "", services));
}

async function show(request: Request, id: string, services: Services): Promise<Response> {
  const asked = await services.readProxyRequest(request);
  if (!asked.ok) return refusal(asked.code);
  const query = showQuery.safeParse(asked.value.query);
  if (!query.success) return refusal("bad_request");
  const { token, wait } = query.data;
  const shown = await services.tryOns.show({
    shop: asked.value.shop,
    id,
    token,
    waitSeconds: wait,
  });
  return shown.ok ? answer(shown.value) : refusal(shown.code);
}
