/** The id tokens (session tokens) that Shopify's admin gives to an embedded app: HS256, a minute long. */
import { randomUUID } from "node:crypto";
import { jwtVerify, SignJWT } from "jose";
import type { Shop, World } from "../../world.ts";

export const merchant = { id: 902541635, name: "Robin Hale", email: "robin@example.com" };

const lifeSeconds = 60;

type Signed = { app: Pick<World["app"], "clientId" | "clientSecret"> };

export function makeIdToken({ app }: Signed, shop: Pick<Shop, "domain">): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ dest: `https://${shop.domain}`, sid: randomUUID() })
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .setIssuer(`https://${shop.domain}/admin`)
    .setAudience(app.clientId)
    .setSubject(String(merchant.id))
    .setIssuedAt(now)
    .setNotBefore(now)
    .setExpirationTime(now + lifeSeconds)
    .setJti(randomUUID())
    .sign(Buffer.from(app.clientSecret));
}

export async function isIdTokenOf({ app }: World, shop: Shop, token: string): Promise<boolean> {
  try {
    const { payload } = await jwtVerify(token, Buffer.from(app.clientSecret), {
      algorithms: ["HS256"],
      audience: app.clientId,
      issuer: `https://${shop.domain}/admin`,
      clockTolerance: 10,
      requiredClaims: ["exp", "nbf", "iat", "sub", "dest"],
    });
    return payload.dest === `https://${shop.domain}`;
  } catch {
    return false;
  }
}
