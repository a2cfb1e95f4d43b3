/** The address that the admin opens in the app's frame, signed as Shopify signs it. */
import type { Shop, World } from "../../world.ts";
import { makeIdToken } from "./id-token.ts";
import { sign } from "./seal.ts";

export function hostOf({ domain }: Shop): string {
  const store = domain.replace(/\.myshopify\.com$/, "");
  return Buffer.from(`admin.shopify.com/store/${store}`).toString("base64url");
}

export async function frameAddress(
  world: World,
  shop: Shop,
  path: string,
  query: URLSearchParams,
): Promise<string> {
  const url = new URL(path, world.app.origin);
  // A path such as //elsewhere would leave the app's origin.
  if (url.origin !== new URL(world.app.origin).origin) return frameAddress(world, shop, "/app", query);
  const parameters: Record<string, string> = {
    ...Object.fromEntries(query),
    embedded: "1",
    host: hostOf(shop),
    id_token: await makeIdToken(world, shop),
    // The merchant's own language: `?locale=de` on the admin's page.
    locale: query.get("locale") ?? "en",
    shop: shop.domain,
    timestamp: String(Math.floor(Date.now() / 1000)),
  };
  for (const [key, value] of Object.entries(parameters)) url.searchParams.set(key, value);
  url.searchParams.set("hmac", hmacOf(parameters, world.app.clientSecret));
  return url.href;
}

function hmacOf(parameters: Record<string, string>, secret: string): string {
  const sorted = Object.entries(parameters).sort(([a], [b]) => a.localeCompare(b));
  return sign(new URLSearchParams(sorted).toString().replaceAll("+", "%20"), secret, "hex");
}
