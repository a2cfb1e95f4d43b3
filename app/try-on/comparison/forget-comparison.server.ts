/** At the merchant's word: what is under way is stopped, and the pictures go at once. What it cost stays counted. */
import type { Database } from "../../db.server.ts";
import { longestKeptHours } from "../../shop/setting-bounds.ts";
import type { Forget } from "../../storage/forget.server.ts";
import type { Stop } from "../stop.server.ts";
import { isUuid } from "../../uuid.ts";

type Parts = { db: Database; forget: Forget; stop: Stop };

export function createForgetComparison({ db, forget, stop }: Parts) {
  return async (shop: string, id: string): Promise<void> => {
    if (!isUuid(id)) return;
    const comparison = { comparisonId: id, shopDomain: shop };
    await stop(comparison);
    await forget.forget({ shopDomain: shop, tryOn: { is: comparison } }, "merchant");
    await db.comparison.deleteMany({ where: { id, shopDomain: shop } });
  };
}

/** After the longest time that a result may be kept there is nothing to be shown side by side. */
export async function cleanComparisons(db: Database, now: Date): Promise<void> {
  const longAgo = new Date(now.getTime() - (longestKeptHours + 24) * 3_600_000);
  await db.comparison.deleteMany({ where: { createdAt: { lt: longAgo } } });
}
