/**
 * Forgetting, in three steps that each survive a crash: drop the key (from then on the picture can't be read), delete
 * the bytes, and put a receipt in the place of the row. What is cut off in between is taken up again by the sweep.
 */
import type { Farewell, Picture, Prisma, Receipt } from "@prisma/client";
import limitConcurrency from "p-limit";
import type { Database, Transaction } from "../db.server.ts";
import type { Storage } from "./storage.ts";

export type Forget = ReturnType<typeof createForget>;

type Parts = { db: Database; storage: Storage; now: () => Date };
type Which = Prisma.PictureWhereInput;

const pageSize = 200;
/** Comes before every id. */
const noId = "00000000-0000-0000-0000-000000000000";
const atATime = limitConcurrency(8);

export function createForget({ db, storage, now }: Parts) {
  /** Together with whatever else has to become true at that moment. Answers how many could be read until then. */
  const dropKeys = async (transaction: Transaction, which: Which, farewell: Farewell): Promise<number> => {
    const { count } = await transaction.picture.updateMany({
      where: { AND: [which, { key: { not: null } }] },
      data: { key: null, farewell, expiresAt: now() },
    });
    return count;
  };

  /** Deletes the bytes of what has lost its key, and writes the receipts. */
  const finish = async (which: Which): Promise<void> => {
    const failures: unknown[] = [];
    for (let after = noId; ;) {
      const going = await db.picture.findMany({
        where: { AND: [which, { key: null, id: { gt: after } }] },
        orderBy: { id: "asc" },
        take: pageSize,
        select: { id: true },
      });
      const finished = await Promise.allSettled(going.map((one) => atATime(finishOne, one)));
      const failed = finished.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
      failures.push(...failed);
      const last = going.at(-1);
      // One that can't be deleted must not keep the others; where none can be, there is no use in going on.
      if (!last || going.length < pageSize || failed.length === pageSize) break;
      after = last.id;
    }
    // Whoever asked hears of it, and the sweep tries again.
    if (failures.length > 0) throw failures[0];
  };

  const finishOne = async ({ id }: Pick<Picture, "id">): Promise<void> => {
    await storage.delete(id);
    // Its try-on as it is by now: with a shop that is forgotten meanwhile it is gone, and no receipt may follow. What never
    // became part of a try-on has nobody who could ask for one.
    await db.$executeRaw`
      with gone as (delete from picture where id = ${id}::uuid returning *)
      insert into receipt (id, shop_domain, try_on_id, what, why, hash, at)
      select gen_random_uuid(), shop_domain, try_on_id, role, farewell, hash, ${now()}
      from gone where try_on_id is not null and farewell is not null
      on conflict do nothing`;
  };

  const forget = async (which: Which, farewell: Farewell): Promise<void> => {
    await dropKeys(db, which, farewell);
    await finish(which);
  };

  return {
    dropKeys,
    finish,

    forget,

    /** What no try-on took. Where its shop left meanwhile, its row may have gone before its bytes came. */
    async discard(id: string): Promise<void> {
      await forget({ id, tryOnId: null }, "abandoned");
      if ((await db.picture.count({ where: { id } })) === 0) await storage.delete(id);
    },

    /** Once a minute: what is over its time, what nobody took, and what an earlier deletion left half done. */
    async sweep(): Promise<void> {
      const over = { expiresAt: { lte: now() } };
      await dropKeys(db, { ...over, tryOnId: null }, "abandoned");
      await dropKeys(db, { ...over, tryOnId: { not: null } }, "expired");
      // By now: what has just lost its key is over since a moment after this began.
      await finish({ expiresAt: { lte: now() } });
    },

    receiptsOf: (shop: string, tryOnId: string): Promise<Receipt[]> =>
      db.receipt.findMany({ where: { shopDomain: shop, tryOnId }, orderBy: { at: "asc" } }),
  };
}
