import type { LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { answer, refusal } from "../answers.server.ts";

/** Shopify's proxy does not wait for long, so neither do we. */
const showQuery = z.object({ token: z.string(), wait: z.coerce.number().int().min(0).max(8).default(0) });

export async function loader({ request, params, context: { services } }: LoaderFunctionArgs) {
  const asked = await services.readProxyRequest(request);
  if (!asked.ok) return refusal(asked.code);
  const query = showQuery.safeParse(asked.value.query);
  if (!query.success) return refusal("bad_request");
  const { token, wait } = query.data;
  const shown = await services.tryOns.show({
    shop: asked.value.shop,
    id: params["id"] ?? "",
    token,
    waitSeconds: wait,
  });
  return shown.ok ? answer(shown.value) : refusal(shown.code);
}
