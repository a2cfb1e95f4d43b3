import { PrismaPg } from "@prisma/adapter-pg";
import { type Prisma, PrismaClient } from "@prisma/client";

export type Database = PrismaClient;
export type Transaction = Prisma.TransactionClient;

const usualPatienceMs = 10_000;
/** Longer than the longest transaction in which something else than the database is asked. */
const longestIdleMs = 90_000;

/**
 * How long a statement may take, on both sides of the wire. The server gives up first: one that only we gave up would go on
 * there, and with it its transaction, its locks and its place in the pool. Ours is for a connection that died without a
 * word, and would otherwise hold its caller for ever.
 */
export function patience(patienceMs = usualPatienceMs) {
  return {
    statement_timeout: Math.round(patienceMs * 0.8),
    idle_in_transaction_session_timeout: longestIdleMs,
    query_timeout: patienceMs,
  };
}

export function connectDatabase(
  address: string,
  { poolSize = 20, patienceMs = usualPatienceMs } = {},
): Database {
  return new PrismaClient({
    adapter: new PrismaPg({
      connectionString: address,
      max: poolSize,
      connectionTimeoutMillis: 10_000,
      ...patience(patienceMs),
    }),
    // Many starts or endings at once wait for each other at a shop's own counters, and that is no trouble.
    transactionOptions: { maxWait: 10_000, timeout: 10_000 },
  });
}

const turn = { timeout: 60_000, maxWait: 30_000 };

/** One at a time under this name, in whichever process: who comes second finds the first one's work done. */
export function inTurn<Value>(db: Database, name: string, work: () => Promise<Value>): Promise<Value> {
  return db.$transaction(async (transaction) => {
    await transaction.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`;
    return work();
  }, turn);
}
