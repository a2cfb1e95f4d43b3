import type { ActionFunctionArgs } from "@remix-run/node";
import { answer, answering, refusal } from "../shopper-answers.server.ts";
import { refuse } from "../refusals.ts";
import { readBody } from "../request-body.server.ts";
import type { Services } from "../services.server.ts";
import { shopperAddress } from "../shop/visitor.server.ts";
import { usualMs } from "../try-on/waiting/expected-time.ts";
import { maxPhotoBytes } from "../try-on/photo/photo.server.ts";

export function loader() {
  return refusal("bad_request");
}

export function action({ request, context: { services } }: ActionFunctionArgs) {
  return answering(services.log, () => start(request, services));
}

async function start(request: Request, services: Services): Promise<Response> {
  const asked = await services.readProxyRequest(request);
  if (!asked.ok) return refusal(asked.code);
  const started = await services.tryOns.hold(asked.value.shop, async (take) => {
    const photo = await readBody(request, maxPhotoBytes, take);
    if (!photo) return refuse("photo_too_large");
    if (photo.length > 0 && !isSentOnPurpose(request)) return refuse("photo_type");
    const address = shopperAddress(request.headers.get("x-forwarded-for"), services.fromEnvironment.ownHops);
    if (address === "unknown") services.log.warn("a shopper came without a readable address: see PROXY_HOPS");
    return services.tryOns.start({ ...asked.value, address, photo });
  });
  if (!started.ok) return refusal(started.code, started.retryAfterSeconds);
  // The first poll, which comes at once, knows better.
  return answer({ ...started.value, poll_after_ms: 0, eta_ms: usualMs }, 202);
}

/**
 * Any site can have its visitors' browsers send a body to the shop unasked, as a form does, and the merchant would pay.
 * A body of a picture's type is let out of a foreign page only if the shop allows it beforehand, and no shop does.
 */
function isSentOnPurpose(request: Request): boolean {
  return /^(image\/|application\/octet-stream)/i.test(request.headers.get("content-type") ?? "");
}
