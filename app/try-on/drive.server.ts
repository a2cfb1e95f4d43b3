/**
 * Drives try-ons: one job each, held for its whole life, so that pg-boss's groups keep a connection within the
 * provider's limit and let no shop wait behind another's queue. A killed process's jobs come back when its heartbeats
 * stop; what to do next stands in the row.
 */
import { setTimeout as pause } from "node:timers/promises";
import type { PgBoss } from "pg-boss";
import type { Log } from "../log.server.ts";
import type { Advance } from "./advance.server.ts";
import type { EndOverdue } from "./overdue.server.ts";
import { groupConcurrency, heartbeatSeconds, tryOnQueue } from "./queue.server.ts";
import type { Wake } from "./waiting/wake.server.ts";

const heldAtMost = 1_000;
const lookForWorkMs = 2_000;
const lookAtLineMs = 3_000;
/** As long as a provider's answer may take: a start whose answer is not waited for may never be found out. */
const handOverWithinMs = 25_000;

type Parts = { boss: PgBoss; wake: Wake; advance: Advance; endOverdue: EndOverdue; log: Log };
export type Driver = { start: () => void; stop: () => Promise<void> };

export function createDriver({ boss, wake, advance, endOverdue, log }: Parts): Driver {
  const stopping = new AbortController();
  /** Comes after the other: what is still being handed over must not look abandoned meanwhile. */
  const stopped = new AbortController();
  const held = new Map<string, Promise<void>>();
  let loops: Promise<void>[] = [];
  let beating: Promise<void> | undefined;

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
      const room = Math.min(heldAtMost - held.size, 100);
      const jobs = room > 0 ? await fetchJobs(room) : [];
      // One that is held is driven already: it comes again where its heartbeats were missed for a while.
      for (const job of jobs) if (!held.has(job.id)) held.set(job.id, hold(job.id, job.data.id));
      // Fewer than asked for: there are no more, or none that may run now.
      if (jobs.length < room || room === 0) await queued.within(lookForWorkMs, stopping.signal);
      queued.cancel();
    }
  };

  const fetchJobs = (batchSize: number) =>
    boss.fetch<{ id: string }>(tryOnQueue, { batchSize, groupConcurrency }).catch((error: unknown) => {
      log.error({ error: String(error) }, "no jobs could be taken");
      return [];
    });

  const beat = async () => {
    while (!stopped.signal.aborted) {
      if (held.size > 0) await boss.touch(tryOnQueue, [...held.keys()]).catch(() => {});
      await pause((heartbeatSeconds / 3) * 1000, undefined, { signal: stopped.signal }).catch(() => {});
    }
  };

  /** Who is late in line hears of it within seconds. */
  const watchLine = async () => {
    while (!stopping.signal.aborted) {
      await endOverdue().catch((error: unknown) =>
        log.error({ error: String(error) }, "the line was not looked at"),
      );
      await pause(lookAtLineMs, undefined, { signal: stopping.signal }).catch(() => {});
    }
  };

  return {
    start() {
      loops = [takeJobs(), watchLine()];
      beating = beat();
    },
    async stop() {
      stopping.abort();
      await Promise.all(loops);
      // What is still held then is taken over by others, once its heartbeats are missed.
      await Promise.race([Promise.all(held.values()), pause(handOverWithinMs, undefined, { ref: false })]);
      stopped.abort();
      await beating;
    },
  };
}
