import type { ActionFunctionArgs } from "@remix-run/node";

/** The body is never read: a callback only says that it is worth asking the provider now. */
export async function action({ params, context: { services } }: ActionFunctionArgs) {
  const known = await services.tryOns.nudge(params["tryOnId"] ?? "", params["signature"] ?? "");
  return new Response(null, { status: known ? 200 : 404 });
}

export function loader() {
  return new Response(null, { status: 405, headers: { Allow: "POST" } });
}
