/** Tokens that carry their own facts under a signature, so that they outlive a restart of the sandbox. */
import { createHmac, timingSafeEqual } from "node:crypto";

export function sign(text: string, secret: string, encoding: "base64" | "base64url" | "hex"): string {
  return createHmac("sha256", secret).update(text).digest(encoding);
}

export function seal(prefix: string, facts: object, secret: string): string {
  const content = Buffer.from(JSON.stringify(facts)).toString("base64url");
  return `${prefix}${content}.${sign(prefix + content, secret, "base64url")}`;
}

/** The facts of a token that this secret sealed; undefined for any other text. */
export function unseal(prefix: string, token: string, secret: string): unknown {
  const [content = "", signature = ""] = token.slice(prefix.length).split(".");
  if (!token.startsWith(prefix)) return undefined;
  const expected = Buffer.from(sign(prefix + content, secret, "base64url"));
  const given = Buffer.from(signature);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  return JSON.parse(Buffer.from(content, "base64url").toString("utf8"));
}
