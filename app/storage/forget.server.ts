/** Forgetting: the row goes first, and with it the key; then the bytes, which nobody can read any more. */
import type { Database } from "../db.server.ts";
import type { Pictures } from "./pictures.server.ts";

export type Forget = (which: { tryOnId: string } | { shop: string }) => Promise<number>;

export function createForget({ db, pictures }: { db: Database; pictures: Pictures }): Forget {
  return async (which) => {
    const where = "tryOnId" in which ? { tryOnId: which.tryOnId } : { shopDomain: which.shop };
    const found = await db.picture.findMany({ where, select: { id: true } });
    await db.picture.deleteMany({ where: { id: { in: found.map((picture) => picture.id) } } });
    for (const picture of found) await pictures.remove(picture.id);
    return found.length;
  };
}
