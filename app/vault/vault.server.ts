/**
 * Seals short secrets (keys, tokens) for the database: AES-256-GCM under the newest key of the ring. Shop and field
 * are bound in as associated data, so a sealed value copied to another shop or column does not open there.
 */
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

export type VaultKey = { id: string; bytes: Buffer };
/** `field` is the table and column, such as `connection.credentials`. */
export type SealContext = { shop: string; field: string };

export type Vault = {
  seal: (text: string, context: SealContext) => string;
  open: (sealed: string, context: SealContext) => string;
  newestKeyId: string;
};

const nonceBytes = 12;
const tagBytes = 16;

export function createVault(keys: VaultKey[]): Vault {
  const [newest] = keys;
  if (!newest) throw new Error("VAULT_KEYS holds no key");
  const ring = new Map(keys.map((key) => [key.id, key.bytes]));

  return {
    newestKeyId: newest.id,

    seal(text, context) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv("aes-256-gcm", newest.bytes, nonce).setAAD(associatedData(context));
      const sealed = Buffer.concat([nonce, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
      return `v1:${newest.id}:${sealed.toString("base64url")}`;
    },

    open(sealed, context) {
      const keyId = sealedKeyId(sealed, context);
      const key = ring.get(keyId);
      if (!key)
        throw new Error(`${context.field} is sealed with the key "${keyId}", which VAULT_KEYS does not hold`);
      const bytes = Buffer.from(sealed.slice(sealed.lastIndexOf(":") + 1), "base64url");
      try {
        const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, nonceBytes), {
          authTagLength: tagBytes,
        })
          .setAAD(associatedData(context))
          .setAuthTag(bytes.subarray(-tagBytes));
        return (
          decipher.update(bytes.subarray(nonceBytes, -tagBytes), undefined, "utf8") + decipher.final("utf8")
        );
      } catch (cause) {
        throw new Error(
          `${context.field} does not open with the key "${keyId}": wrong key, or altered data`,
          {
            cause,
          },
        );
      }
    },
  };
}

function sealedKeyId(sealed: string, { field }: SealContext): string {
  const [version, keyId] = sealed.split(":");
  if (version !== "v1" || !keyId) throw new Error(`${field} should be sealed and is not`);
  return keyId;
}

function associatedData(context: SealContext): Buffer {
  return Buffer.from(JSON.stringify([context.shop, context.field]));
}
