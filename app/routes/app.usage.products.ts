import type { LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { readList } from "../usage/read-list.ts";

const size = 10;
/** Which of the products comes first on their page. */
const place = z.coerce.number().int().min(0).max(1_000_000).catch(0);

/** The products of the usage page, asked for by themselves: of a busy year they take longer than all the rest of it. */
export async function loader({ request, context: { services } }: LoaderFunctionArgs) {
  const { session } = await services.shopify.authenticate.admin(request);
  const { searchParams } = new URL(request.url);
  const { range, filters } = readList(searchParams, await services.usage.today(session.shop));
  const from = place.parse(searchParams.get("products") ?? 0);
  const asked = { ...range, askedBy: filters.askedBy };
  return services.usage.products(session.shop, asked, { from, size });
}
