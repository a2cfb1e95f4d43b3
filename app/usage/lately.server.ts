/** What the home page shows of the last days: what failed and how often, and the last try-ons, without any picture. */
import type { Asker, TryOnState } from "@prisma/client";
import type { Database } from "../db.server.ts";
import type { FailureCount } from "./sums.ts";

export type LastTryOn = {
  id: string;
  product: string;
  state: TryOnState;
  askedBy: Asker;
  /** Where its merchant can see it, for as long as there is something to be seen. */
  comparisonId: string | null;
  at: string;
};
export type Lately = { failed: FailureCount[]; last: LastTryOn[] };

const days = 7;
const shown = 5;

export function createLately({ db, now }: { db: Database; now: () => Date }) {
  return async (shop: string): Promise<Lately> => {
    const since = new Date(now().getTime() - days * 24 * 3_600_000);
    const [groups, rows] = await Promise.all([
      db.tryOn.groupBy({
        by: ["failureCode"],
        // That a shopper stopped one is nothing that went wrong.
        where: {
          shopDomain: shop,
          state: "failed",
          failureCode: { not: "cancelled" },
          createdAt: { gte: since },
        },
        _count: true,
      }),
      db.tryOn.findMany({ where: { shopDomain: shop }, orderBy: { createdAt: "desc" }, take: shown }),
    ]);
    return {
      failed: groups
        .map(({ failureCode, _count }) => ({ code: failureCode ?? "", count: _count }))
        .toSorted((one, other) => other.count - one.count),
      last: rows.map(({ id, productTitle, state, askedBy, comparisonId, createdAt }) => ({
        id,
        product: productTitle,
        state,
        askedBy,
        comparisonId,
        at: createdAt.toISOString(),
      })),
    };
  };
}
