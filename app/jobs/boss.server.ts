/** The job queue, in the same PostgreSQL as everything else. */
import { PgBoss } from "pg-boss";
import { patience } from "../db.server.ts";
import type { Log } from "../log.server.ts";
import { createQueues } from "./queues.server.ts";

type Options = { address: string; works: boolean; log: Log };

export async function startBoss({ address, works, log }: Options): Promise<PgBoss> {
  const options = {
    connectionString: address,
    max: 8,
    // For pg, to which pg-boss hands all of this on.
    ...patience(),
    useListenNotify: true,
    supervise: works,
    schedule: works,
    // A killed process's try-ons are taken over this soon after its heartbeats have stopped.
    superviseIntervalSeconds: 2,
    monitorIntervalSeconds: 2,
  };
  const boss = new PgBoss(options);
  boss.on("error", (error) => log.error({ error: String(error) }, "the job queue had trouble"));
  await boss.start();
  await createQueues(boss);
  return boss;
}
