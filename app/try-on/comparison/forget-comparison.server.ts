/** At the merchant's word: what is under way is stopped, and the pictures go at once. What it cost stays counted. */
import type { Database } from "../../db.server.ts";
import type { Forget } from "../../storage/forget.server.ts";
import type { Fail } from "../move.server.ts";
import { hasEnded } from "../states.ts";
import { isUuid } from "../uuid.ts";
import { notify } from "../waiting/wake.server.ts";

type Parts = { db: Database; forget: Forget; fail: Fail };

export function createForgetComparison({ db, forget, fail }: Parts) {
  const stop = async (shop: string, id: string): Promise<void> => {
    // Somebody else may be moving it on at this very moment: then its new state is the one to end.
    for (;;) {
      const tryOn = await db.tryOn.findFirst({ where: { id, shopDomain: shop } });
      if (!tryOn || hasEnded(tryOn.state)) return;
      if (await fail(tryOn, "cancelled")) await notify(db, "try_on_nudged", id);
    }
  };

  return async (shop: string, id: string): Promise<void> => {
    if (!isUuid(id)) return;
    const comparison = { comparisonId: id, shopDomain: shop };
    const tryOns = await db.tryOn.findMany({ where: comparison, select: { id: true } });
    for (const tryOn of tryOns) await stop(shop, tryOn.id);
    await forget.forget({ shopDomain: shop, tryOn: { is: comparison } }, "merchant");
    await db.comparison.deleteMany({ where: { id, shopDomain: shop } });
  };
}

/** After the longest time that a result may be kept there is nothing to be shown side by side. */
export async function cleanComparisons(db: Database, now: Date): Promise<void> {
  const longAgo = new Date(now.getTime() - 8 * 24 * 3_600_000);
  await db.comparison.deleteMany({ where: { createdAt: { lt: longAgo } } });
}
