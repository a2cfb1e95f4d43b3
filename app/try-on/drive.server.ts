/**
 * Drives try-ons: one job each, held for its whole life, so that pg-boss's groups keep a connection within the
 * provider's limit and let no shop wait behind another's queue. A killed process's jobs come back when its heartbeats
 * stop; what to do next stands in the row.
 */
import { setTimeout as pause } from "node:timers/promises";
import type { PgBoss } from "pg-boss";
import type { Log } from "../log.server.ts";
import type { Advance } from "./advance.server.ts";
import type { Wake } from "./wake.server.ts";

export const tryOnQueue = "try-on";
const maxParallelLimit = 50;

const heldAtMost = 1_000;
const heartbeatSeconds = 10;
const lookForWorkMs = 2_000;

type Parts = { boss: PgBoss; wake: Wake; advance: Advance; log: Log };
export type Driver = { start: () => void; stop: () => Promise<void> };

export function createDriver({ boss, wake, advance, log }: Parts): Driver {
  const stopping = new AbortController();
  const held = new Map<string, Promise<void>>();
  let loops: Promise<void>[] = [];

  const drive = async (tryOnId: string): Promise<"ended" | "handed over"> => {
    while (!stopping.signal.aborted) {
      const nudge = wake.expect("try_on_nudged", tryOnId);
      try {
        const step = await advance(tryOnId);
        if (step.ended) return "ended";
        if (step.waitMs > 0) await nudge.within(step.waitMs, stopping.signal);
      } finally {
        nudge.cancel();
      }
    }
    return "handed over";
  };

  const hold = async (jobId: string, tryOnId: string) => {
    try {
      const outcome = await drive(tryOnId);
      await (outcome === "ended" ? boss.complete(tryOnQueue, jobId) : boss.fail(tryOnQueue, jobId));
    } catch (error) {
      log.error(
        { tryOnId, error: String(error) },
        "a try-on could not be driven on; its job will be taken again",
      );
      await boss.fail(tryOnQueue, jobId).catch(() => {});
    } finally {
      held.delete(jobId);
      // Its place in the connection's limit is free, and somebody may be waiting for it.
      wake.poke("try_on_queued", "");
    }
  };

  const takeJobs = async () => {
    while (!stopping.signal.aborted) {
      const queued = wake.expect("try_on_queued", "");
      const room = heldAtMost - held.size;
      const jobs = room > 0 ? await fetchJobs(Math.min(room, 100)) : [];
      for (const job of jobs) held.set(job.id, hold(job.id, job.data.id));
      if (jobs.length === 0) await queued.within(lookForWorkMs, stopping.signal);
      queued.cancel();
    }
  };

  const fetchJobs = (batchSize: number) =>
    boss.fetch<{ id: string }>(tryOnQueue, { batchSize, groupConcurrency }).catch((error: unknown) => {
      log.error({ error: String(error) }, "no jobs could be taken");
      return [];
    });

  const beat = async () => {
    while (!stopping.signal.aborted) {
      if (held.size > 0) await boss.touch(tryOnQueue, [...held.keys()]).catch(() => {});
      await pause((heartbeatSeconds / 3) * 1000, undefined, { signal: stopping.signal }).catch(() => {});
    }
  };

  return {
    start() {
      loops = [takeJobs(), beat()];
    },
    async stop() {
      stopping.abort();
      await Promise.all(loops);
      await Promise.all(held.values());
    },
  };
}

/** A connection's limit is its group's tier; pg-boss wants every tier named. */
const groupConcurrency = {
  default: 1,
  tiers: Object.fromEntries(
    Array.from({ length: maxParallelLimit }, (_, index) => [String(index + 1), index + 1]),
  ),
};

export async function createTryOnQueue(boss: PgBoss): Promise<void> {
  // Any number of processes may hand a try-on on: its own deadlines end it within minutes, not a count of retries.
  await boss.createQueue(tryOnQueue, {
    retryLimit: 1_000,
    retryDelay: 1,
    heartbeatSeconds,
    expireInSeconds: 3_600,
  });
}
