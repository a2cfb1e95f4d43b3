/** Remembers what has been received, so that a repetition does no work twice. */
import { createHash } from "node:crypto";
import type { Database, Transaction } from "../db.server.ts";

const keptMs = 3 * 24 * 60 * 60_000;

/** True if this was here before. Two at once: the database lets one of them be the first. */
export async function seenBefore(db: Pick<Transaction, "delivery">, id: string): Promise<boolean> {
  // Hashed, because a sender's id may be longer than an index takes.
  const hash = createHash("sha256").update(id).digest("base64url");
  const { count } = await db.delivery.createMany({ data: { id: hash }, skipDuplicates: true });
  return count === 0;
}

export async function cleanDeliveries(db: Database, now: Date): Promise<number> {
  const { count } = await db.delivery.deleteMany({
    where: { receivedAt: { lt: new Date(now.getTime() - keptMs) } },
  });
  return count;
}
