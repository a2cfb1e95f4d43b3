/**
 * Deletes everything that leads to a visitor: what is under way is stopped, pictures go with receipts, consents and counts
 * go, and what stays of the try-ons for the shop's usage belongs to nobody any more.
 */
import { Prisma } from "@prisma/client";
import type { Database, Transaction } from "../../db.server.ts";
import type { Forget } from "../../storage/forget.server.ts";
import type { Stop } from "../stop.server.ts";
import type { Visitor } from "./who.server.ts";

type Parts = { db: Database; forget: Forget; stop: Stop; now: () => Date };
export type Erased = { tryOns: number; pictures: number; consents: number; counts: number };

const endedStates = Prisma.sql`('done', 'failed')`;

export function createErase({ db, forget, stop, now }: Parts) {
  /** What has ended, and nothing that begins meanwhile: by ids that are locked, in the order in which all lock them. */
  const detach = async (transaction: Transaction, shop: string, hash: string) => {
    const rows = await transaction.$queryRaw<{ id: string }[]>`
      select id from try_on
      where shop_domain = ${shop} and visitor_hash = ${hash} and state in ${endedStates}
      order by id for no key update`;
    const ids = rows.map(({ id }) => id);
    const of = { shopDomain: shop, tryOnId: { in: ids } };
    const { count: tryOns } = await transaction.tryOn.updateMany({
      where: { shopDomain: shop, id: { in: ids } },
      data: { visitorHash: "", repeatKey: null },
    });
    const pictures = await forget.dropKeys(transaction, of, "erased");
    const { count: consents } = await transaction.consent.deleteMany({ where: of });
    const { count: counts } = await transaction.tally.deleteMany({
      where: { shopDomain: shop, scope: "visitor", key: hash },
    });
    const erased: Erased = { tryOns, pictures, consents, counts };
    // Asked again, or by two at once: nothing is found, and nothing is reported twice.
    if (tryOns + counts > 0)
      await transaction.deletionReport.create({
        data: { shopDomain: shop, why: "visitor", deleted: erased, at: now() },
      });
    return { erased, ids };
  };

  return async (shop: string, { hash }: Visitor): Promise<Erased> => {
    const total: Erased = { tryOns: 0, pictures: 0, consents: 0, counts: 0 };
    const leading = { shopDomain: shop, visitorHash: hash };
    // A try-on that began meanwhile is stopped and deleted as well, before this says that nothing is left.
    do {
      await stop(leading);
      const { erased, ids } = await db.$transaction((transaction) => detach(transaction, shop, hash));
      for (const name of ["tryOns", "pictures", "consents", "counts"] as const) total[name] += erased[name];
      // Should the bytes not go now, the sweep takes them: they can't be read any more.
      await forget.finish({ shopDomain: shop, tryOnId: { in: ids } }).catch(() => {});
    } while ((await db.tryOn.count({ where: leading })) > 0);
    return total;
  };
}
