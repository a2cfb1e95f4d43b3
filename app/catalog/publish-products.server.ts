/** Tells the storefront which products have the button. Only what has changed since it was told last is sent. */
import { type Database, inTurn } from "../db.server.ts";
import { type ShopWithConnections, withConnections } from "../shop/in-use.ts";
import { type ButtonKind, buttonKinds } from "./answers.ts";
import { allShards, readTold, shardKey, shardOf, shardValue, staleShards, toldNow } from "./shards.ts";
import { mostTold, type TellStorefront } from "./storefront.server.ts";
import { answerOf, type Rule, ruleOf } from "./takes-part.ts";

const pageSize = 5_000;

export type PublishProducts = ReturnType<typeof createPublishProducts>;

export function createPublishProducts({ db, tell }: { db: Database; tell: TellStorefront }) {
  const find = (domain: string) =>
    db.shop.findFirst({ where: { domain, uninstalledAt: null }, include: withConnections });

  /** Judged, told and remembered in one turn, and no more at once than one call tells. */
  const publishSome = (domain: string, shards: number[]): Promise<void> =>
    inTurn(db, `publish ${domain}`, async () => {
      const shop = await find(domain);
      if (!shop) return;
      const rule = ruleOf(shop);
      const told = readTold(shop.toldShards);
      const values = await readValues(db, domain, shards, rule);
      const changed = values.filter(([shard, value]) => told[shard]?.hash !== toldNow(value, rule).hash);
      const judged = values.map(([shard, value]) => [shard, toldNow(value, rule)]);
      const remember = (toldShards: typeof told) =>
        // A shop that has come back meanwhile has nothing of what was told before.
        db.shop.updateMany({ where: { domain, installedAt: shop.installedAt }, data: { toldShards } });
      if (changed.length > 0) {
        // An answer that never comes leaves both possible: until it is here nothing counts as told.
        const sent = new Set(changed.map(([shard]) => String(shard)));
        await remember(Object.fromEntries(Object.entries(told).filter(([shard]) => !sent.has(shard))));
        await tell(
          domain,
          changed.map(([shard, value]) => ({ key: shardKey(shard), type: "json", value })),
        );
      }
      await remember({ ...told, ...Object.fromEntries(judged) });
    });

  const publish = async (domain: string, shards: number[]): Promise<void> => {
    for (let at = 0; at < shards.length; at += mostTold)
      await publishSome(domain, shards.slice(at, at + mostTold));
  };

  return {
    /** Those in which products may have changed. */
    publish,

    all: (domain: string): Promise<void> => publish(domain, allShards),

    /** What another rule holds for since: found without reading a product. */
    async stale(domain: string): Promise<void> {
      // In turn, too: whoever tells at this moment may tell by a rule that has been taken back since.
      const shards = await inTurn(db, `publish ${domain}`, async () => {
        const shop = await find(domain);
        return shop ? staleOf(shop) : [];
      });
      await publish(domain, shards);
    },
  };
}

export function staleOf(shop: ShopWithConnections): number[] {
  return staleShards(readTold(shop.toldShards), ruleOf(shop));
}

/** Page by page: an answer of a whole catalogue is more than one process should hold beside others. */
async function readValues(db: Database, domain: string, shards: number[], rule: Rule) {
  const found = new Map(shards.map((shard): [number, [bigint, ButtonKind][]] => [shard, []]));
  for (let after = -1n; ;) {
    const rows = await db.$queryRaw<{ id: bigint; kind: ButtonKind }[]>`
      select id, kind from (
        select product.id, ${answerOf(rule)} as kind from product
        where shop_domain = ${domain} and id > ${after} and id % ${allShards.length} = any(${shards})) judged
      where kind = any(${[...buttonKinds]}) order by id limit ${pageSize}`;
    for (const { id, kind } of rows) found.get(shardOf(id))?.push([id, kind]);
    const last = rows.at(-1);
    if (!last || rows.length < pageSize) break;
    after = last.id;
  }
  return [...found].map(([shard, products]): [number, string] => [shard, shardValue(products)]);
}
