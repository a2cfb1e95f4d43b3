/**
 * Signs what leaves the house and comes back: a try-on's token, a callback's address, a picture's address. Keys are
 * derived from the vault's ring, so a rotation keeps what is in flight valid.
 */
import { createHmac, createSecretKey, hkdfSync, type KeyObject, timingSafeEqual } from "node:crypto";
import type { VaultKey } from "./vault.server.ts";

export type Purpose = "token" | "callback" | "media" | "photo";

export type Signer = {
  sign: (purpose: Purpose, value: string) => string;
  verify: (purpose: Purpose, value: string, signature: string) => boolean;
};

export function createSigner(keys: VaultKey[]): Signer {
  const derive = (purpose: Purpose) =>
    keys.map((key) =>
      createSecretKey(Buffer.from(hkdfSync("sha256", key.bytes, "", `fitting-room ${purpose}`, 32))),
    );
  // Once and not for each signature: every poll has one checked.
  const derived: Record<Purpose, KeyObject[]> = {
    token: derive("token"),
    callback: derive("callback"),
    media: derive("media"),
    photo: derive("photo"),
  };
  const signatures = (purpose: Purpose, value: string) =>
    derived[purpose].map((key) => createHmac("sha256", key).update(value).digest("base64url"));

  return {
    sign(purpose, value) {
      const [newest] = signatures(purpose, value);
      if (!newest) throw new Error("the key ring is empty");
      return newest;
    },
    verify(purpose, value, signature) {
      const given = Buffer.from(signature);
      return signatures(purpose, value).some((valid) => {
        const expected = Buffer.from(valid);
        return expected.length === given.length && timingSafeEqual(expected, given);
      });
    },
  };
}
