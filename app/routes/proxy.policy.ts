import type { LoaderFunctionArgs } from "@remix-run/node";
import { answering, refusal } from "../shopper-answers.server.ts";
import type { Services } from "../services.server.ts";

export function loader({ request, context: { services } }: LoaderFunctionArgs) {
  return answering(services.log, () => show(request, services));
}

async function show(request: Request, services: Services): Promise<Response> {
  const asked = await services.readProxyRequest(request);
  if (!asked.ok) return refusal(asked.code);
  const { shop, query } = asked.value;
  const wanted = [query["locale"] ?? "", request.headers.get("accept-language") ?? ""].join(",");
  const page = await services.policy(shop, wanted);
  if (!page) return refusal("unknown_shop");
  return new Response(page.html, {
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Language": page.language,
      "Content-Security-Policy": page.securityPolicy,
      "Cache-Control": "no-cache",
      Vary: "Accept-Language",
      "X-Content-Type-Options": "nosniff",
      "X-Frame-Options": "DENY",
      "Referrer-Policy": "no-referrer",
    },
  });
}
