/**
 * Pictures at rest. Each has a key of its own, which lives (sealed by the vault) in its row: deleting the row makes the
 * bytes unreadable at once, wherever copies of them may lie.
 */
import { createCipheriv, createDecipheriv, randomBytes, randomUUID } from "node:crypto";
import type { Picture } from "@prisma/client";
import type { Vault } from "../vault/vault.server.ts";
import type { Storage } from "./storage.ts";

export type SealedPicture = Pick<Picture, "id" | "key">;
export type Pictures = ReturnType<typeof createPictures>;

const field = "picture.key";
const nonceBytes = 12;
const tagBytes = 16;

export function createPictures({ storage, vault }: { storage: Storage; vault: Vault }) {
  return {
    /** Stores the bytes and gives what belongs in the row. Without that row, what was stored can never be read. */
    async seal(shop: string, picture: Buffer): Promise<SealedPicture> {
      const id = randomUUID();
      const key = randomBytes(32);
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(id));
      await storage.put(
        id,
        Buffer.concat([nonce, cipher.update(picture), cipher.final(), cipher.getAuthTag()]),
      );
      const sealedKey = vault.seal(key.toString("base64"), { shop, field });
      return { id, key: sealedKey };
    },

    async open(picture: Pick<Picture, "id" | "key" | "shopDomain">): Promise<Buffer | undefined> {
      const sealed = await storage.get(picture.id);
      if (!sealed) return undefined;
      const key = Buffer.from(vault.open(picture.key, { shop: picture.shopDomain, field }), "base64");
      const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, nonceBytes))
        .setAAD(Buffer.from(picture.id))
        .setAuthTag(sealed.subarray(-tagBytes));
      return Buffer.concat([decipher.update(sealed.subarray(nonceBytes, -tagBytes)), decipher.final()]);
    },

    /** The bytes only; whoever calls has deleted the row, and with it the key. */
    remove: (id: string) => storage.delete(id),
  };
}
