import type { ActionFunctionArgs } from "@remix-run/node";
import { readForm } from "../request-body.server.ts";
import { productRuleShape } from "../shop/settings.ts";

/** What a rule would change, while it is being chosen. */
export async function action({ request, context: { services } }: ActionFunctionArgs) {
  const { session } = await services.shopify.authenticate.admin(request);
  return services.catalog.preview(session.shop, await readForm(request, productRuleShape));
}
