/** The last try-ons of a shop, as a merchant may see them: without pictures, which are the shoppers' own. */
import type { Database } from "../db.server.ts";
import { isFailureCode, meaningOf } from "../providers/failures.ts";
import type { TryOnState } from "@prisma/client";

export type RecentTryOn = {
  id: string;
  product: string;
  model: string;
  state: TryOnState;
  at: string;
  seconds?: number;
  /** What went wrong and what to do about it. */
  failure?: string;
};

export type Recent = (shop: string, count: number) => Promise<RecentTryOn[]>;

export function createRecent(db: Database): Recent {
  return async (shop, count) => {
    const rows = await db.tryOn.findMany({
      where: { shopDomain: shop },
      orderBy: { createdAt: "desc" },
      take: count,
    });
    return rows.map((row) => ({
      id: row.id,
      product: row.productTitle,
      model: row.model,
      state: row.state,
      at: row.createdAt.toISOString(),
      ...(row.endedAt ? { seconds: (row.endedAt.getTime() - row.createdAt.getTime()) / 1000 } : {}),
      ...(row.failureCode === null ? {} : { failure: explain(row.failureCode) }),
    }));
  };
}

function explain(code: string): string {
  return isFailureCode(code)
    ? meaningOf(code).merchant
    : "It failed for a reason that this version does not know.";
}
