import type { ActionFunctionArgs } from "@remix-run/node";
import { answer, answering, refusal } from "../answers.server.ts";
import { readBody } from "../request-body.server.ts";
import type { Services } from "../services.server.ts";
import { maxPhotoBytes } from "../try-on/photo.server.ts";
import { usualMs } from "../try-on/states.ts";

export function loader() {
  return refusal("bad_request");
}

export function action({ request, context: { services } }: ActionFunctionArgs) {
  return answering(services.log, () => start(request, services));
}

async function start(request: Request, services: Services): Promise<Response> {
  const asked = await services.readProxyRequest(request);
  if (!asked.ok) return refusal(asked.code);
  const photo = await readBody(request, maxPhotoBytes);
  if (!photo) return refusal("photo_too_large");
  const started = await services.tryOns.start({ ...asked.value, photo });
  if (!started.ok) return refusal(started.code);
  return answer({ ...started.value, state: "queued", poll_after_ms: 0, eta_ms: usualMs }, 202);
}
