/**
 * A shopper's request as it comes through Shopify's app proxy. The signature alone is checked, because this is the
 * shopper's path: no session is loaded and no token refreshed. Shopify signs the query, not the body.
 */
import type { Database } from "../db.server.ts";
import type { ShopifyApi } from "../shopify.server.ts";
import { refuse, type Taken } from "../refusals.ts";
import { seenBefore } from "./deliveries.server.ts";
import { isSignedByProxy } from "./proxy-signature.ts";

export type ProxyRequest = { shop: string; query: Record<string, string> };
/** `repeatable`: the same request again does no harm, whatever its method. */
export type ReadProxyRequest = (
  request: Pick<Request, "method" | "url">,
  options?: { repeatable?: true },
) => Promise<Taken<ProxyRequest>>;

const signed = new Set(["shop", "path_prefix", "timestamp", "signature", "logged_in_customer_id"]);

export function createReadProxyRequest({ api, db }: { api: ShopifyApi; db: Database }): ReadProxyRequest {
  return async (request, { repeatable } = {}) => {
    const parameters = new URL(request.url).searchParams;
    // Each name once: with two, what was signed and what is read could be different ones.
    const once = new Set(parameters.keys()).size === parameters.size;
    const valid = once && isSignedByProxy(parameters, api.config.apiSecretKey, new Date());
    const shop = api.utils.sanitizeShop(parameters.get("shop") ?? "");
    if (!valid || !shop) return refuse("bad_request");
    // Reading twice is harmless; what changes something is taken once.
    const changes = request.method !== "GET" && !repeatable;
    if (changes && (await seenBefore(db, `proxy ${parameters.get("signature")}`))) return refuse("repeated");
    const query = Object.fromEntries([...parameters].filter(([key]) => !signed.has(key)));
    return { ok: true, value: { shop, query } };
  };
}
