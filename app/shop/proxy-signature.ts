/**
 * Shopify's signature on what its app proxy forwards: every parameter but the signature itself, sorted and joined, under
 * the app's secret. Done here and not by the library, which takes the long way of Web Crypto, because every poll of every
 * shopper passes through it.
 */
import { createHmac, timingSafeEqual } from "node:crypto";

/** Shopify's clock and ours may differ by so much; a signature kept for longer is worth nothing. */
const toleratedSeconds = 90;

export function isSignedByProxy(parameters: URLSearchParams, secret: string, now: Date): boolean {
  const signature = Buffer.from(parameters.get("signature") ?? "");
  const text = signedText(parameters);
  const expected = Buffer.from(createHmac("sha256", secret).update(text).digest("hex"));
  if (signature.length !== expected.length || !timingSafeEqual(signature, expected)) return false;
  const timestamp = parameters.get("timestamp") ?? "";
  const age = now.getTime() / 1000 - Number(timestamp);
  return isReadOneWay(text) && /^\d+$/.test(timestamp) && Math.abs(age) <= toleratedSeconds;
}

/**
 * Nothing stands between what is joined, so the same text can be cut into other parameters. What Shopify itself wrote
 * stays in it wherever it is cut: another shop or time would have to stand there a second time.
 */
function isReadOneWay(text: string): boolean {
  return ["shop=", "timestamp="].every((name) => text.split(name).length === 2);
}

/** Wants each name once, because what stands there twice would be signed as one and read as another. */
function signedText(parameters: URLSearchParams): string {
  const signed = [...parameters]
    .filter(([name]) => name !== "signature")
    .map(([name, value]) => `${name}=${value}`);
  return signed.sort().join("");
}
