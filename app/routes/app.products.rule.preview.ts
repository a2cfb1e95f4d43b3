import type { ActionFunctionArgs } from "@remix-run/node";
import { readJson } from "../request-body.server.ts";
import { productRuleShape } from "../shop/settings.ts";

/** What a rule would change, while it is being chosen. */
export async function action({ request, context: { services } }: ActionFunctionArgs) {
  const { session } = await services.shopify.authenticate.admin(request);
  const parsed = productRuleShape.safeParse(await readJson(request));
  if (!parsed.success) throw new Response("This is no rule for products.", { status: 400 });
  return services.productList.preview(session.shop, parsed.data);
}
