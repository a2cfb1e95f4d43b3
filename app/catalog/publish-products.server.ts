/** Tells the storefront which products have the button. Only what has changed since it was told last is sent. */
import { type Database, inTurn } from "../db.server.ts";
import { describeModel } from "../providers/registry.ts";
import { choose, inUse, type ShopWithConnections, withConnections } from "../shop/in-use.ts";
import { allShards, readTold, shardKey, shardOf, shardValue, staleShards, toldNow } from "./shards.ts";
import { mostTold, type TellStorefront } from "./storefront.server.ts";
import { type ButtonKind, type JudgedProduct, type Rule, takesPart } from "./takes-part.ts";

const pageSize = 1_000;

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
      const shop = await find(domain);
      if (shop) await publish(domain, staleOf(shop));
    },
  };
}

export function staleOf(shop: ShopWithConnections): number[] {
  return staleShards(readTold(shop.toldShards), ruleOf(shop));
}

/** By the connection that makes the try-ons now, or, while none can, by the one that will. */
function ruleOf({ connections }: ShopWithConnections): Rule {
  const maker = choose(connections)?.connection ?? inUse(connections).first;
  return { needsKind: maker !== undefined && describeModel(maker.provider, maker.model).needsKind === true };
}

type Row = JudgedProduct & { id: bigint };

/** Page by page: the pictures of a large catalogue are more than one process should hold. */
async function readValues(db: Database, domain: string, shards: number[], rule: Rule) {
  const found = new Map(shards.map((shard): [number, [bigint, ButtonKind][]] => [shard, []]));
  for (let after = -1n; ;) {
    // Nearly every product's first picture is one that is taken: of the others' alone all pictures are read.
    const rows = await db.$queryRaw<Row[]>`
      select id, active, kind, jsonb_set(pictures, '{variants}', '[]') as pictures from product
      where shop_domain = ${domain} and id > ${after} and id % ${allShards.length} = any(${shards})
      order by id limit ${pageSize}`;
    const unsure = rows.filter((row) => row.active && !takesPart(row, rule).ok).map(({ id }) => id);
    const whole = await db.product.findMany({
      where: { shopDomain: domain, id: { in: unsure } },
      select: { id: true, active: true, kind: true, pictures: true },
    });
    const wholeById = new Map(whole.map((row) => [row.id, row]));
    for (const row of rows) {
      const part = takesPart(wholeById.get(row.id) ?? row, rule);
      if (part.ok) found.get(shardOf(row.id))?.push([row.id, part.value]);
    }
    const last = rows.at(-1);
    if (!last || rows.length < pageSize) break;
    after = last.id;
  }
  return [...found].map(([shard, products]): [number, string] => [shard, shardValue(products)]);
}
