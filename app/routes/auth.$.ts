import type { LoaderFunctionArgs } from "@remix-run/node";

/** The library answers these addresses itself: the page that fetches a session token, and the way out of the frame. */
export async function loader({ request, context: { services } }: LoaderFunctionArgs) {
  await services.shopify.authenticate.admin(request);
  return null;
}
