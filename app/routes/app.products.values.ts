import type { LoaderFunctionArgs } from "@remix-run/node";
import { facets } from "../catalog/list-query.ts";
import { searchText } from "../kept-text.ts";

const longestSearch = 255;

/** What can be chosen in a filter, while it is being looked for. */
export async function loader({ request, context: { services } }: LoaderFunctionArgs) {
  const { session } = await services.shopify.authenticate.admin(request);
  const { searchParams } = new URL(request.url);
  const facet = facets.find((known) => known === searchParams.get("of"));
  if (!facet) throw new Response("There is no such filter.", { status: 400 });
  const search = searchText(searchParams.get("q") ?? "", longestSearch);
  return services.catalog.facetValues(session.shop, facet, search);
}
