import { PrismaPg } from "@prisma/adapter-pg";
import { type Prisma, PrismaClient } from "@prisma/client";

export type Database = PrismaClient;
export type Transaction = Prisma.TransactionClient;

export function connectDatabase(address: string, { poolSize = 20 } = {}): Database {
  return new PrismaClient({
    adapter: new PrismaPg({
      connectionString: address,
      max: poolSize,
      connectionTimeoutMillis: 10_000,
      // A connection that died without a word would otherwise hold its caller for ever.
      query_timeout: 10_000,
    }),
    // Many starts or endings at once wait for each other at a shop's own counters, and that is no trouble.
    transactionOptions: { maxWait: 10_000, timeout: 10_000 },
  });
}

/** One at a time under this name, in whichever process: who comes second finds the first one's work done. */
export function inTurn<Value>(db: Database, name: string, work: () => Promise<Value>): Promise<Value> {
  return db.$transaction(
    async (transaction) => {
      await transaction.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`;
      return work();
    },
    { timeout: 60_000, maxWait: 30_000 },
  );
}
