/** Who does each kind of work that nobody waits for. */
import { shardOf } from "../catalog/shards.ts";
import type { JobHandlers } from "../jobs/work.server.ts";
import { cleanTallies } from "../shop/allowances.server.ts";
import { cleanDeliveries } from "../shop/deliveries.server.ts";
import { cleanAddressSalts } from "../shop/visitor.server.ts";
import { cleanComparisons } from "../try-on/comparison/forget-comparison.server.ts";
import { cleanRepeatKeys } from "../try-on/repeat.server.ts";
import type { CatalogServices } from "./catalog.server.ts";
import type { Ground } from "./ground.server.ts";
import type { ShopServices } from "./shop.server.ts";

const traces = [cleanDeliveries, cleanTallies, cleanAddressSalts, cleanRepeatKeys, cleanComparisons];

export function createJobHandlers(
  { db, enqueue, forget, now }: Ground,
  { facts, install, tokens, health }: ShopServices,
  { sync, reading, publish, publishProducts }: CatalogServices,
  countDays: () => Promise<unknown>,
): JobHandlers {
  return {
    "shop.set-up": async ({ shop }) => {
      await facts.read(shop);
      await publish.now(shop);
      await reading.start(shop);
    },
    "shop.publish": ({ shop }) => publish.now(shop),
    "shop.uninstall": install.uninstalled,
    "shop.redact": install.redacted,
    "shop.note-data-request": install.noted,
    "catalog.product": async ({ shop, id }) => {
      await sync.one(shop, id);
      await enqueue("catalog.publish-shard", { shop, shard: shardOf(BigInt(id)) });
    },
    "catalog.collection": async ({ shop, id }) => {
      const { shards, isTooLarge } = await sync.collection(shop, id);
      if (shards.length > 0) await enqueue("catalog.publish", { shop, shards });
      if (isTooLarge) await reading.start(shop);
    },
    "catalog.publish-shard": ({ shop, shard }) => publishProducts.publish(shop, [shard]),
    "catalog.publish": ({ shop, shards }) => publishProducts.publish(shop, shards),
    "catalog.read": ({ shop, turn }) => reading.goOn(shop, turn),
    "catalog.bulk-over": ({ shop, operation }) => reading.operationOver(shop, operation),
    "catalog.read-due": reading.due,
    "tokens.refresh": ({ shop }) => tokens.refresh(shop),
    "tokens.refresh-due": tokens.refreshDue,
    "tokens.refresh-all": tokens.refreshAll,
    "shop.read-facts": ({ shop }) => facts.read(shop),
    "shop.publish-changed": publish.changed,
    "connection.check-unwell": health.checkUnwell,
    "picture.sweep": forget.sweep,
    "usage.count-days": countDays,
    "trace.clean": async () => {
      const cleaned = traces.map((clean) => clean(db, now()));
      // One that can't be cleaned must not keep the others.
      for (const one of await Promise.allSettled(cleaned)) if (one.status === "rejected") throw one.reason;
    },
  };
}
