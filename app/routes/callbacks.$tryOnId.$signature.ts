import type { ActionFunctionArgs } from "@remix-run/node";
import { readBody } from "../request-body.server.ts";

const maxBytes = 256 * 1024;
const statuses = { nudged: 200, unknown: 404, unsigned: 401 };

/** Answered at once: HiDream waits five seconds and tries three times. What is worth doing is done by the driver. */
export async function action({ request, params, context: { services } }: ActionFunctionArgs) {
  const { tryOnId = "", signature = "" } = params;
  // A stranger's body is not even read.
  if (!services.tryOns.isCallback(tryOnId, signature)) return new Response(null, { status: 404 });
  const body = await readBody(request, maxBytes);
  if (!body) return new Response(null, { status: 413 });
  const outcome = await services.tryOns.nudge({
    id: tryOnId,
    signature,
    headers: Object.fromEntries(request.headers),
    body: body.toString("utf8"),
  });
  return new Response(null, { status: statuses[outcome] });
}

export function loader() {
  return new Response(null, { status: 405, headers: { Allow: "POST" } });
}
