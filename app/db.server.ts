import { PrismaPg } from "@prisma/adapter-pg";
import { type Prisma, PrismaClient } from "@prisma/client";

export type Database = PrismaClient;
export type Transaction = Prisma.TransactionClient;

export function connectDatabase(address: string, { poolSize = 20 } = {}): Database {
  return new PrismaClient({
    adapter: new PrismaPg({ connectionString: address, max: poolSize, connectionTimeoutMillis: 10_000 }),
  });
}

/** Removes what a database address must not say in a log or an error. */
export function withoutPassword(address: string): string {
  const shown = new URL(address);
  shown.password = "";
  return shown.href;
}
