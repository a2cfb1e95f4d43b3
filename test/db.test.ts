import { Client } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { connectDatabase, type Database, inTurn } from "../app/db.server.ts";
import { createTestDatabase, until } from "./helpers/house.ts";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let db: Database;
/** Somebody who takes a long time over something. */
let other: Client;
beforeAll(async () => {
  database = await createTestDatabase();
  db = connectDatabase(database.address, { poolSize: 1, patienceMs: 400 });
  other = new Client({ connectionString: database.address });
  await other.connect();
  await db.shop.create({ data: { domain: "one.myshopify.com", installedAt: new Date() } });
});
afterAll(async () => {
  await other.end();
  await db.$disconnect();
  await database.drop();
});

const sessions = async () =>
  (
    await other.query<{ count: string }>(
      `select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
         and state <> 'idle' and backend_type = 'client backend'`,
    )
  ).rows[0]?.count;

it("a statement that waits too long ends on the server, with its transaction, its locks and its place in the pool", async () => {
  await other.query("begin");
  await other.query("select 1 from shop for update");
  const waits = db.$transaction(async (transaction) => {
    await transaction.$executeRaw`select pg_advisory_xact_lock(7)`;
    await transaction.shop.updateMany({ data: { currency: "USD" } });
  });
  await expect(waits).rejects.toThrow();
  // While what it waited for is still held.
  await until(async () => (await sessions()) === "0");
  expect((await other.query("select pg_try_advisory_lock(7) as free")).rows).toEqual([{ free: true }]);
  expect(await db.shop.count()).toBe(1);
  await other.query("rollback");
});

it("whose turn does not come gives up, and those after it have theirs", async () => {
  await other.query("begin");
  await other.query("select pg_advisory_xact_lock(hashtextextended('publish', 0))");
  await expect(inTurn(db, "publish", async () => {})).rejects.toThrow();
  await other.query("rollback");
  expect(await inTurn(db, "publish", async () => "done")).toBe("done");
});
