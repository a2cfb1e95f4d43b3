/** Takes the jobs of every kind as they come, and does each. */
import type { JobResult, PgBoss } from "pg-boss";
import type { Log } from "../log.server.ts";
import { type JobData, type JobName, jobNames, shapes } from "./kinds.ts";

export type JobHandlers = { [Name in JobName]: (data: JobData[Name]) => Promise<unknown> };

/**
 * Notices of many jobs at once become a single wake-up, and of a job that is to be tried again there is none: without a
 * full handful being followed at once by the next, each would wait for a look of its own.
 */
const pace = {
  pollingIntervalSeconds: 5,
  notifyPollingIntervalSeconds: 5,
  batchSize: 5,
  burstWhenBatchFull: true,
  perJobResults: true,
} as const;

export async function startJobs(boss: PgBoss, handlers: JobHandlers, log: Log): Promise<void> {
  for (const name of jobNames) await startJob(boss, name, handlers, log);
}

async function startJob<Name extends JobName>(
  boss: PgBoss,
  name: Name,
  handlers: JobHandlers,
  log: Log,
): Promise<void> {
  await boss.work(name, pace, async (taken) => {
    const results: JobResult[] = [];
    for (const { id, data } of taken) {
      try {
        const handle: JobHandlers[Name] = handlers[name];
        await handle(shapes[name].parse(data));
        results.push({ id, status: "completed" });
      } catch (error) {
        log.error({ job: name, error: String(error) }, "a job failed; it will be tried again");
        results.push({ id, status: "failed", output: { error: String(error) } });
      }
    }
    return results;
  });
}
