/** Hands a job in, in the caller's own transaction where there is one: it is done only if the rest was. */
import { fromPrisma, type PgBoss } from "pg-boss";
import type { Transaction } from "../db.server.ts";
import { type JobData, type JobName, sameAs } from "./kinds.ts";

export type Enqueue = <Name extends JobName>(
  name: Name,
  data: JobData[Name],
  options?: { transaction?: Transaction; afterSeconds?: number },
) => Promise<void>;

export function createEnqueue(boss: PgBoss): Enqueue {
  return async (name, data, { transaction, afterSeconds } = {}) => {
    const singletonKey = sameAs[name]?.(data);
    await boss.send(name, data, {
      ...(transaction ? { db: fromPrisma(transaction) } : {}),
      ...(singletonKey === undefined ? {} : { singletonKey }),
      ...(afterSeconds === undefined ? {} : { startAfter: afterSeconds }),
    });
  };
}
