/** What happens to a product, a collection or the shop itself while Shopify is asked for it. */
import { pino } from "pino";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { createSync } from "../../app/catalog/sync.server.ts";
import { connectDatabase, type Database } from "../../app/db.server.ts";
import { createInstall } from "../../app/shop/install.server.ts";
import { createForget } from "../../app/storage/forget.server.ts";
import { createTestDatabase, until } from "../helpers/house.ts";

const now = () => new Date();
const shop = "one.myshopify.com";
const left = { shop, triggeredAt: "2026-11-20T12:00:00Z" };
const none = { nodes: [], pageInfo: { hasNextPage: false } };
const shirt = {
  id: "gid://shopify/Product/7",
  title: "Shirt",
  handle: "shirt",
  status: "ACTIVE",
  productType: "",
  vendor: "",
  tags: [],
  updatedAt: "2026-11-01T00:00:00Z",
  media: none,
  collections: none,
  variants: none,
};
const nothingKept = { put: async () => {}, get: async () => undefined, delete: async () => {} };
const linen = { title: "Linen", products: none };

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let db: Database;
beforeAll(async () => {
  database = await createTestDatabase();
  db = connectDatabase(database.address, { poolSize: 4 });
});
beforeEach(async () => {
  await db.shop.deleteMany();
  await db.shop.create({ data: { domain: shop, installedAt: new Date("2026-11-01T00:00:00Z") } });
});
afterAll(async () => {
  await db.$disconnect();
  await database.drop();
});

/** Shopify, and what happens between its first answer and the writing of it. */
function asking(meanwhile: () => Promise<unknown>) {
  const shopify: { product: typeof shirt | null; collection: typeof linen } = {
    product: shirt,
    collection: linen,
  };
  let isFirst = true;
  const sync = createSync({
    db,
    now,
    ask: async (_shop, _query, shape) => {
      const answer = shape.parse(shopify);
      if (isFirst) {
        isFirst = false;
        await meanwhile();
      }
      return answer;
    },
  });
  return { shopify, sync };
}

it.each(["one that is new here", "one that is known here"])(
  "a product that is deleted then stays deleted: %s",
  async (which) => {
    const { shopify, sync } = asking(async () => {
      shopify.product = null;
      await sync.one(shop, "7");
    });
    if (which === "one that is known here") await asking(async () => {}).sync.one(shop, "7");
    await sync.one(shop, "7");
    expect(await db.product.count()).toBe(0);
  },
);

it.each(["one", "collection"] as const)("a shop that leaves then takes all of it along: %s", async (what) => {
  const gate = Promise.withResolvers<void>();
  const deleted = Promise.withResolvers<void>();
  const install = createInstall({
    db,
    enqueue: async () => {},
    log: pino({ level: "silent" }),
    now,
    // The last step of its transaction: what there was of the catalogue is deleted by then.
    forget: {
      ...createForget({ db, storage: nothingKept, now }),
      dropKeys: async () => {
        deleted.resolve();
        await gate.promise;
        return 0;
      },
    },
  });
  let leaving = Promise.resolve();
  const { sync } = asking(async () => {
    leaving = install.uninstalled(left);
    await deleted.promise;
  });
  let isOver = false;
  const syncing = sync[what](shop, "7").finally(() => (isOver = true));
  await until(async () => {
    const waiting = await db.$queryRaw<unknown[]>`
      select 1 from pg_locks join pg_stat_activity using (pid)
      where not granted and pg_stat_activity.datname = current_database()`;
    return isOver || waiting.length > 0;
  });
  gate.resolve();
  await Promise.all([syncing, leaving]);
  expect([await db.product.count(), await db.collection.count()]).toEqual([0, 0]);
});
