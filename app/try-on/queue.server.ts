/** The queue of try-ons: one line a connection, as many at once as its limit says, and in the order in which they came. */
import type { Connection } from "@prisma/client";
import { fromPrisma, type PgBoss } from "pg-boss";
import type { Transaction } from "../db.server.ts";
import { makeQueue } from "../jobs/queues.server.ts";
import { highestParallelLimit } from "../shop/read-connection.ts";
import { jobIdAt } from "./job-id.ts";

export const tryOnQueue = "try-on";
export const heartbeatSeconds = 10;

/** The job that drives a try-on, in the same transaction as the row that it is for. */
export async function sendTryOn(
  boss: PgBoss,
  transaction: Transaction,
  id: string,
  connection: Pick<Connection, "id" | "parallelLimit">,
): Promise<void> {
  const group = { id: connection.id, tier: String(connection.parallelLimit) };
  await boss.send(tryOnQueue, { id }, { id: jobIdAt(new Date()), db: fromPrisma(transaction), group });
}

/** A connection's limit is its group's tier; pg-boss wants every tier named. */
export const groupConcurrency = {
  default: 1,
  tiers: Object.fromEntries(
    Array.from({ length: highestParallelLimit }, (_, index) => [String(index + 1), index + 1]),
  ),
};

export async function createTryOnQueue(boss: PgBoss): Promise<void> {
  // Any number of processes may hand a try-on on: its own deadlines end it within minutes, not a count of retries.
  await makeQueue(boss, tryOnQueue, {
    // Its row says all that there is to know of it.
    deleteAfterSeconds: 3_600,
    retryLimit: 1_000,
    retryDelay: 1,
    heartbeatSeconds,
    // Longer than the longest times that a merchant can choose.
    expireInSeconds: 3 * 3_600,
  });
}
