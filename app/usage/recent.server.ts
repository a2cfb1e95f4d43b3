/** The last try-ons of a shop, as a merchant may see them: without pictures, which are the shoppers' own. */
import type { Charge, TryOnState } from "@prisma/client";
import type { Database } from "../db.server.ts";
import { showMoney } from "../money.ts";
import { isFailureCode, meaningOf } from "../providers/failures.ts";

export type RecentTryOn = {
  id: string;
  product: string;
  model: string;
  /** The shop's stand-in made it, because the first connection could not. */
  stoodIn: boolean;
  state: TryOnState;
  at: string;
  seconds?: number;
  /** What it costs, and whether that is so by now; nothing where no price was known. */
  price?: { amount: string; charge: Charge };
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
      include: { shop: { select: { currency: true } } },
    });
    return rows.map((row) => ({
      id: row.id,
      product: row.productTitle,
      model: row.model,
      stoodIn: row.stoodIn,
      state: row.state,
      at: row.createdAt.toISOString(),
      ...(row.endedAt ? { seconds: (row.endedAt.getTime() - row.createdAt.getTime()) / 1000 } : {}),
      ...(row.priceMicros > 0n
        ? { price: { amount: showMoney(row.priceMicros, row.shop.currency), charge: row.charge } }
        : {}),
      ...(row.failureCode === null ? {} : { failure: explain(row.failureCode) }),
    }));
  };
}

function explain(code: string): string {
  return isFailureCode(code)
    ? meaningOf(code).merchant
    : "It failed for a reason that this version does not know.";
}
