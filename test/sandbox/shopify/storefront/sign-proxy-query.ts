import { createHmac } from "node:crypto";

/**
 * The signature that Shopify's app proxy adds. Whole `key=value` strings are sorted by their bytes, as the
 * documented sample does, and not the keys by a locale: the two orders differ for upper-case keys.
 */
export function signProxyQuery(params: URLSearchParams, secret: string): string {
  const valuesByKey = new Map<string, string[]>();
  for (const [key, value] of params) {
    if (key === "signature") continue;
    valuesByKey.set(key, [...(valuesByKey.get(key) ?? []), value]);
  }
  const message = [...valuesByKey]
    .map(([key, values]) => Buffer.from(`${key}=${values.join(",")}`))
    .sort(Buffer.compare)
    .join("");
  return createHmac("sha256", secret).update(message).digest("hex");
}
