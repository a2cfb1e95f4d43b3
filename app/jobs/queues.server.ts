/** A queue for every kind of job: how long it is tried again, and how long it is known. */
import type { PgBoss, Queue, QueuePolicy } from "pg-boss";
import { type JobName, jobNames, sameAs, times } from "./kinds.ts";

/** A finished job still names its shop, which may have asked to be forgotten meanwhile. */
const keptSeconds = 24 * 3_600;

type QueueSettings = Omit<Queue, "name" | "partition" | "policy">;

const settings: QueueSettings = {
  retryLimit: 12,
  retryDelay: 2,
  retryBackoff: true,
  retryDelayMax: 3_600,
  notify: true,
  deleteAfterSeconds: keptSeconds,
};

/** Of these, a killed process's job is taken over within seconds: somebody looks on. */
const watched: Partial<Record<JobName, QueueSettings>> = { "catalog.read": { heartbeatSeconds: 20 } };

export async function createQueues(boss: PgBoss): Promise<void> {
  for (const name of jobNames) {
    await makeQueue(boss, name, { ...settings, ...watched[name] }, sameAs[name] ? "short" : "standard");
    const time = times[name];
    if (time) await boss.schedule(name, time);
  }
}

/** A queue that is there already keeps what it was made with, unless it is told. */
export async function makeQueue(
  boss: PgBoss,
  name: string,
  options: QueueSettings,
  policy: QueuePolicy = "standard",
): Promise<void> {
  await boss.createQueue(name, { ...options, policy });
  await boss.updateQueue(name, options);
}
