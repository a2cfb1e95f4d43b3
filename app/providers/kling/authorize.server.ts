/**
 * Who calls Kling. A key is sent as it is; an access key and its secret sign a token that lives half an hour, so it is
 * signed for each call, and once more when Kling finds it too old or too young for its own clock.
 */
import { SignJWT } from "jose";

export type Authorize = { header: () => Promise<string>; canSignAgain: boolean };

export function byKey(apiKey: string): Authorize {
  return { header: async () => `Bearer ${apiKey}`, canSignAgain: false };
}

export function byKeyPair(accessKey: string, secretKey: string, now: () => Date): Authorize {
  return {
    canSignAgain: true,
    async header() {
      const seconds = Math.floor(now().getTime() / 1000);
      // These three claims and no other: Kling lists no `iat`.
      const token = await new SignJWT({})
        .setProtectedHeader({ alg: "HS256", typ: "JWT" })
        .setIssuer(accessKey)
        .setExpirationTime(seconds + 1_800)
        .setNotBefore(seconds - 5)
        .sign(new TextEncoder().encode(secretKey));
      return `Bearer ${token}`;
    },
  };
}
