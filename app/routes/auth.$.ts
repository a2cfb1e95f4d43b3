import { type LoaderFunctionArgs, redirect } from "@remix-run/node";

/** The library answers these addresses itself: the page that fetches a session token, and the way out of the frame. */
export async function loader({ request, context: { services } }: LoaderFunctionArgs) {
  const { pathname, searchParams } = new URL(request.url);
  // Without a shop there is nobody to sign in. The library would ask for a domain here, which an app must never do.
  if (pathname === "/auth/login" || !searchParams.has("shop")) throw redirect("/");
  await services.shopify.authenticate.admin(request);
  return null;
}
