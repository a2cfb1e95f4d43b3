/** A shop comes, goes, comes back, and is forgotten. What is deleted on the way is written down in a report. */
import type { Database, Transaction } from "../db.server.ts";
import type { Enqueue } from "../jobs/enqueue.server.ts";
import type { Log } from "../log.server.ts";
import { letGo } from "./connection-rows.server.ts";
import type { Forget } from "../storage/forget.server.ts";

type Parts = { db: Database; enqueue: Enqueue; forget: Forget; log: Log; now: () => Date };
type Deleted = Record<string, number>;

const pageSize = 10_000;
/** Of the largest shop, within the time that its job has. */
const patience = { timeout: 10 * 60_000, maxWait: 30_000 };

export function createInstall({ db, enqueue, forget, log, now }: Parts) {
  /** In a transaction that writes the report of it; undefined from one that found nothing to do. */
  const deleteFor = async (
    shop: string,
    why: string,
    work: (transaction: Transaction) => Promise<Deleted | undefined>,
  ): Promise<void> => {
    const deleted = await db.$transaction(async (transaction) => {
      const found = await work(transaction);
      if (found)
        await transaction.deletionReport.create({
          data: { shopDomain: shop, why, deleted: found, at: now() },
        });
      return found;
    }, patience);
    if (deleted) log.info({ shop, why, deleted }, "deleted for a shop");
  };

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
          // A new installation has none of the metafields of the one before.
          data: { installedAt: now(), uninstalledAt: null, toldShards: {} },
        });
        if (added.count + returned.count > 0) await enqueue("shop.set-up", { shop: domain }, { transaction });
      });
    },

    /** Keys, tokens, catalogue and pictures go at once. What was used and spent stays until Shopify asks for all. */
    async uninstalled({ shop, triggeredAt }: { shop: string; triggeredAt: string }): Promise<void> {
      const left = new Date(triggeredAt);
      const of = { where: { shopDomain: shop } };
      await deleteFor(shop, "uninstalled", async (transaction) => {
        // A late message about an earlier goodbye must not undo a new welcome.
        const { count } = await transaction.shop.updateMany({
          where: { domain: shop, installedAt: { lt: left } },
          data: { uninstalledAt: left, toldReady: false },
        });
        if (count === 0) return undefined;
        // Before the pictures: without its connection no try-on can add one any more.
        const connections = (await transaction.connection.deleteMany(of)).count;
        await letGo(transaction, of.where);
        const found = {
          connections,
          sessions: (await transaction.session.deleteMany({ where: { shop } })).count,
          // Before the products: whoever reads the catalogue at this moment adds none without it.
          readings: (await transaction.catalogReading.deleteMany(of)).count,
          products: (await transaction.product.deleteMany(of)).count,
          collections: (await transaction.collection.deleteMany(of)).count,
          savedViews: (await transaction.savedView.deleteMany(of)).count,
          pictures: await forget.dropKeys(transaction, of.where, "uninstalled"),
        };
        // A repeated message finds nothing, and nothing is reported twice.
        return Object.values(found).some((number) => number > 0) ? found : undefined;
      });
      await forget.finish(of.where);
    },

    /** Visitors are known by random ids alone, so a customer's name or number finds nothing here: that is written down. */
    noted: ({ shop, topic }: { shop: string; topic: string }) => deleteFor(shop, topic, async () => ({})),

    /** 48 hours after an uninstall: everything. A shop that has come back meanwhile keeps what it has. */
    async redacted({ shop }: { shop: string }): Promise<void> {
      const of = { where: { shopDomain: shop } };
      await deleteFor(shop, "redacted", async (transaction) => {
        const { count } = await transaction.shop.updateMany({
          where: { domain: shop, uninstalledAt: { not: null } },
          data: { toldReady: false },
        });
        if (count === 0) return undefined;
        const consents = await transaction.consent.count(of);
        const tryOns = await inPages(
          (size) => transaction.$executeRaw`
          delete from try_on where id in (select id from try_on where shop_domain = ${shop} limit ${size})`,
        );
        const eventCounts = await inPages(
          (size) => transaction.$executeRaw`
          delete from event_count where (shop_domain, day, product_id, event) in (
            select shop_domain, day, product_id, event from event_count where shop_domain = ${shop} limit ${size})`,
        );
        const usageDays = await inPages(
          (size) => transaction.$executeRaw`
          delete from usage_day where (shop_domain, day, asked_by, connection, provider, model, outcome, took_step) in (
            select shop_domain, day, asked_by, connection, provider, model, outcome, took_step from usage_day
            where shop_domain = ${shop} limit ${size})`,
        );
        // What belongs to the shop goes with its row; a picture's row stays until its bytes are gone.
        await transaction.shop.delete({ where: { domain: shop } });
        return {
          tryOns,
          consents,
          eventCounts,
          usageDays,
          // After the try-ons: a picture that has lost its own leaves no receipt behind any more.
          receipts: (await transaction.receipt.deleteMany(of)).count,
          sessions: (await transaction.session.deleteMany({ where: { shop } })).count,
          pictures: await forget.dropKeys(transaction, of.where, "redacted"),
        };
      });
      await forget.finish(of.where);
    },
  };
}

/** A shop may have a million try-ons, or counts of them: in one statement they would take longer than the database may for any. */
async function inPages(work: (size: number) => Promise<number>): Promise<number> {
  for (let total = 0; ;) {
    const count = await work(pageSize);
    total += count;
    if (count < pageSize) return total;
  }
}
