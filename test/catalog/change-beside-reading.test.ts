import { afterAll, beforeAll, expect, it } from "vitest";
import { createChange } from "../../app/catalog/change.server.ts";
import { connectDatabase, type Database } from "../../app/db.server.ts";
import { createTestDatabase, until } from "../helpers/house.ts";

const shop = "shop.myshopify.com";
const ids = Array.from({ length: 40 }, (_none, place) => BigInt(place + 1));

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let db: Database;
beforeAll(async () => {
  database = await createTestDatabase();
  const owner = connectDatabase(database.address, { poolSize: 1 });
  // As the database goes through a large catalogue when many of its products are wanted: row by row, as they lie there.
  for (const way of ["enable_indexscan", "enable_bitmapscan", "enable_indexonlyscan"])
    await owner.$executeRawUnsafe(
      `do $$ begin execute format('alter database %I set ${way} = off', current_database()); end $$`,
    );
  await owner.$disconnect();
  db = connectDatabase(database.address, { poolSize: 4 });
  await db.shop.create({ data: { domain: shop, installedAt: new Date(0) } });
  // The last number lies first.
  await db.product.createMany({
    data: ids
      .toReversed()
      .map((id) => ({ shopDomain: shop, id, title: "Shirt", active: true, pictures: {} })),
  });
});
afterAll(async () => {
  await db.$disconnect();
  await database.drop();
});

it("products are taken in the order in which a reading takes them, so that neither waits for the other for ever", async () => {
  const { change } = createChange({ db, enqueue: async () => {} });
  const gate = Promise.withResolvers<void>();
  const held = Promise.withResolvers<void>();
  const reading = db.$transaction(async (transaction) => {
    const take = (id: bigint) =>
      transaction.$queryRaw`select 1 from product where shop_domain = ${shop} and id = ${id} for update`;
    await take(1n);
    held.resolve();
    await gate.promise;
    await take(40n);
  });
  await held.promise;
  const changing = change(shop, ids.toReversed(), { switched: false });
  await until(async () => {
    const waiting = await db.$queryRaw<unknown[]>`
      select 1 from pg_locks join pg_stat_activity using (pid)
      where not granted and pg_stat_activity.datname = current_database()`;
    return waiting.length > 0;
  });
  gate.resolve();
  await Promise.all([reading, changing]);
  expect(await db.product.count({ where: { switched: false } })).toBe(ids.length);
});
