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
  });
}
