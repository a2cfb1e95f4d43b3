/** Remembers what has been received, so that a repetition does no work twice. */
import { createHash } from "node:crypto";
import type { Database, Transaction } from "../db.server.ts";

const keptMs = 3 * 24 * 60 * 60_000;
const pageSize = 10_000;

/** True if this was here before. Two at once: the database lets one of them be the first. */
export async function seenBefore(db: Pick<Transaction, "delivery">, id: string): Promise<boolean> {
  // Hashed, because a sender's id may be longer than an index takes.
  const hash = createHash("sha256").update(id).digest("base64url");
  const { count } = await db.delivery.createMany({ data: { id: hash }, skipDuplicates: true });
  return count === 0;
}

/** In pages: who sends very many must not make a statement of it that takes longer than any may. */
export async function cleanDeliveries(db: Database, now: Date): Promise<void> {
  const oldest = new Date(now.getTime() - keptMs);
  for (let count = pageSize; count === pageSize;)
    count = await db.$executeRaw`
      delete from delivery where id in (select id from delivery where received_at < ${oldest} limit ${pageSize})`;
}
