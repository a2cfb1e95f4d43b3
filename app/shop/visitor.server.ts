/**
 * Who is trying on, as little as can be known: a hash of the browser's random id, salted by the shop, and a hash of the
 * address, salted anew each day. When a day's salt is deleted its addresses can't be told from each other any more.
 */
import { createHmac, randomBytes } from "node:crypto";
import ipaddr from "ipaddr.js";
import type { Database } from "../db.server.ts";

export function hashVisitor(salt: string, visitor: string): string {
  return createHmac("sha256", salt).update(visitor).digest("base64url");
}

export type HashAddress = (shop: string, address: string, day: string) => Promise<string>;

export function createHashAddress(db: Database): HashAddress {
  const salts = new Map<string, Uint8Array>();

  const saltOf = async (day: string): Promise<Uint8Array> => {
    const known = salts.get(day);
    if (known) return known;
    // Whichever process comes first that day makes it; all others find it.
    await db.addressSalt.createMany({ data: { day, bytes: randomBytes(32) }, skipDuplicates: true });
    const { bytes } = await db.addressSalt.findUniqueOrThrow({ where: { day } });
    // At any moment it is one of two days somewhere, so that no more than a few are worth keeping.
    if (salts.size > 3) salts.clear();
    salts.set(day, bytes);
    return bytes;
  };

  return async (shop, address, day) =>
    createHmac("sha256", await saltOf(day))
      .update(`${shop} ${address}`)
      .digest("base64url");
}

/** Somewhere it is still that day for two days after it began; on the third its salt goes. */
export async function cleanAddressSalts(db: Database, now: Date): Promise<void> {
  const oldest = new Date(now.getTime() - 2 * 24 * 3_600_000).toISOString().slice(0, 10);
  await db.addressSalt.deleteMany({ where: { day: { lt: oldest } } });
}

/**
 * The shopper's address as Shopify's proxy reports it. Each proxy on the way appends the address it was asked from, so
 * what counts is read from the end: our own hops, and before them what Shopify wrote. Whatever a browser put in front
 * of that is never read.
 */
export function shopperAddress(forwardedFor: string | null, ownHops: number): string {
  const named = (forwardedFor ?? "").split(",").map((address) => address.trim());
  const address = named.at(-1 - ownHops) ?? "";
  if (!ipaddr.isValid(address)) return "unknown";
  const read = ipaddr.process(address);
  if (read.kind() === "ipv4") return read.toString();
  // One household has a whole /64 and could take another address out of it for each try-on.
  return read.toNormalizedString().split(":").slice(0, 4).join(":");
}
