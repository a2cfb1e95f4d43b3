/**
 * Pictures at rest. Each has a key of its own, which lives (sealed by the vault) in its row: without the key the bytes
 * are unreadable at once, wherever copies of them may lie. The row comes first and goes last, so that a crash at any
 * moment leaves no bytes that nothing leads to.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes, randomUUID } from "node:crypto";
import type { Picture, PictureRole } from "@prisma/client";
import type { Database, Transaction } from "../db.server.ts";
import type { Vault } from "../vault/vault.server.ts";
import type { Storage } from "./storage.ts";

export type Pictures = ReturnType<typeof createPictures>;

type Parts = { db: Database; storage: Storage; vault: Vault; now: () => Date };

const field = "picture.key";
const nonceBytes = 12;
const tagBytes = 16;
/** What no try-on has taken by then belongs to a start or a settling that was cut off. */
const abandonedAfterMs = 15 * 60_000;

export function createPictures({ db, storage, vault, now }: Parts) {
  return {
    /** Stores a picture that no try-on has taken yet; `attach` gives it to one. */
    async seal(shop: string, role: PictureRole, picture: Buffer): Promise<string> {
      const id = randomUUID();
      const key = randomBytes(32);
      await db.picture.create({
        data: {
          id,
          shopDomain: shop,
          role,
          key: vault.seal(key.toString("base64"), { shop, field }),
          hash: createHash("sha256").update(picture).digest("hex"),
          expiresAt: new Date(now().getTime() + abandonedAfterMs),
        },
      });
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(id));
      await storage.put(
        id,
        Buffer.concat([nonce, cipher.update(picture), cipher.final(), cipher.getAuthTag()]),
      );
      return id;
    },

    async attach(transaction: Transaction, id: string, tryOnId: string, keptMs: number): Promise<void> {
      const { count } = await transaction.picture.updateMany({
        where: { id, tryOnId: null, key: { not: null } },
        data: { tryOnId, expiresAt: new Date(now().getTime() + keptMs) },
      });
      if (count !== 1) throw new Error("a sealed picture was gone before its try-on could take it");
    },

    /** Undefined once its time is over, even if nobody has deleted it yet. */
    async open(
      picture: Pick<Picture, "id" | "key" | "shopDomain" | "expiresAt">,
    ): Promise<Buffer | undefined> {
      if (picture.key === null || picture.expiresAt <= now()) return undefined;
      const sealed = await storage.get(picture.id);
      if (!sealed) return undefined;
      const key = Buffer.from(vault.open(picture.key, { shop: picture.shopDomain, field }), "base64");
      const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, nonceBytes))
        .setAAD(Buffer.from(picture.id))
        .setAuthTag(sealed.subarray(-tagBytes));
      return Buffer.concat([decipher.update(sealed.subarray(nonceBytes, -tagBytes)), decipher.final()]);
    },
  };
}
