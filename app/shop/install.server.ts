/** A shop comes, goes, comes back, and is forgotten. */
import type { Database } from "../db.server.ts";
import type { Enqueue } from "../jobs.server.ts";
import type { Log } from "../log.server.ts";
import type { Forget } from "../storage/forget.server.ts";

type Parts = { db: Database; enqueue: Enqueue; forget: Forget; log: Log; now: () => Date };

export function createInstall({ db, enqueue, forget, log, now }: Parts) {
  return {
    /** Also runs for each renewed token; only a new or returning shop is set up. */
    async installed(domain: string): Promise<void> {
      await db.$transaction(async (transaction) => {
        const added = await transaction.shop.createMany({
          data: { domain, installedAt: now() },
          skipDuplicates: true,
        });
        const returned = await transaction.shop.updateMany({
          where: { domain, uninstalledAt: { not: null } },
          data: { installedAt: now(), uninstalledAt: null },
        });
        if (added.count + returned.count > 0) await enqueue("shop.set-up", { shop: domain }, { transaction });
      });
    },

    /** Keys, tokens, catalogue and pictures go at once. What was used and spent stays until Shopify asks for all. */
    async uninstalled({ shop, triggeredAt }: { shop: string; triggeredAt: string }): Promise<void> {
      const left = new Date(triggeredAt);
      const { count } = await db.shop.updateMany({
        // A late message about an earlier goodbye must not undo a new welcome.
        where: { domain: shop, installedAt: { lt: left } },
        data: { uninstalledAt: left },
      });
      if (count === 0) return;
      await db.session.deleteMany({ where: { shop } });
      await db.connection.deleteMany({ where: { shopDomain: shop } });
      await db.product.deleteMany({ where: { shopDomain: shop } });
      const pictures = await forget({ shop });
      log.info({ shop, pictures }, "uninstalled: keys, tokens, catalogue and pictures are deleted");
    },

    /** 48 hours after an uninstall: everything. A shop that has come back meanwhile keeps what it has. */
    async redacted({ shop }: { shop: string }): Promise<void> {
      const found = await db.shop.findFirst({ where: { domain: shop, uninstalledAt: { not: null } } });
      if (!found) return;
      await forget({ shop });
      await db.session.deleteMany({ where: { shop } });
      await db.shop.delete({ where: { domain: shop } });
      log.info({ shop }, "redacted: nothing of this shop is left");
    },
  };
}
