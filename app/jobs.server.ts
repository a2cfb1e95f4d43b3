/**
 * Work that nobody waits for: every kind, what it carries, and how it is repeated. A job may run twice (a process can
 * die between the work and its being ticked off), so each is written to be harmless the second time.
 */
import { fromPrisma, type JobResult, type PgBoss, type Queue, type QueuePolicy } from "pg-boss";
import { z } from "zod";
import type { Transaction } from "./db.server.ts";
import type { Log } from "./log.server.ts";

export type JobData = {
  "shop.set-up": { shop: string };
  "shop.publish": { shop: string };
  "shop.uninstall": { shop: string; triggeredAt: string };
  "shop.redact": { shop: string };
  "shop.note-data-request": { shop: string; topic: string };
  "catalog.product": { shop: string; id: string };
  "catalog.collection": { shop: string; id: string };
  "catalog.publish-shard": { shop: string; shard: number };
  "catalog.publish": { shop: string; shards: number[] };
  "catalog.read": { shop: string; turn: number };
  "catalog.bulk-over": { shop: string; operation: string };
  "catalog.read-due": Nothing;
  "tokens.refresh": { shop: string };
  "tokens.refresh-due": Nothing;
  "tokens.refresh-all": Nothing;
  "shop.read-facts": { shop: string };
  "shop.publish-changed": Nothing;
  "connection.check-unwell": Nothing;
  "picture.sweep": Nothing;
  "usage.count-days": Nothing;
  "trace.clean": Nothing;
};

type Nothing = Record<string, never>;
export type JobName = keyof JobData;
export type JobHandlers = { [Name in JobName]: (data: JobData[Name]) => Promise<unknown> };

const shop = z.object({ shop: z.string() });
const nothing = z.unknown().transform((): Nothing => ({}));

const shapes: { [Name in JobName]: z.ZodType<JobData[Name]> } = {
  "shop.set-up": shop,
  "shop.publish": shop,
  "shop.uninstall": shop.extend({ triggeredAt: z.string() }),
  "shop.redact": shop,
  "shop.note-data-request": shop.extend({ topic: z.string() }),
  "catalog.product": shop.extend({ id: z.string() }),
  "catalog.collection": shop.extend({ id: z.string() }),
  "catalog.publish-shard": shop.extend({ shard: z.number() }),
  "catalog.publish": shop.extend({ shards: z.array(z.number()) }),
  "catalog.read": shop.extend({ turn: z.number() }),
  "catalog.bulk-over": shop.extend({ operation: z.string() }),
  "catalog.read-due": nothing,
  "tokens.refresh": shop,
  "tokens.refresh-due": nothing,
  "tokens.refresh-all": nothing,
  "shop.read-facts": shop,
  "shop.publish-changed": nothing,
  "connection.check-unwell": nothing,
  "picture.sweep": nothing,
  "usage.count-days": nothing,
  "trace.clean": nothing,
};

/** When the jobs without an occasion run, in UTC. */
const times: Partial<Record<JobName, string>> = {
  "tokens.refresh-due": "*/10 * * * *",
  "tokens.refresh-all": "17 3 * * *",
  "shop.publish-changed": "2 * * * *",
  "catalog.read-due": "*/10 * * * *",
  "connection.check-unwell": "*/15 * * * *",
  "picture.sweep": "* * * * *",
  "usage.count-days": "23 * * * *",
  "trace.clean": "43 * * * *",
};

/**
 * Of these, one that waits does for all that would do the same: it looks at what there is when its turn comes. A product
 * that is edited ten times is asked for once, and thousands that are changed at once are told of in a few calls.
 */
const sameAs: { [Name in JobName]?: (data: JobData[Name]) => string } = {
  "catalog.product": ({ shop: domain, id }) => `${domain} ${id}`,
  "catalog.publish-shard": ({ shop: domain, shard }) => `${domain} ${shard}`,
  "catalog.collection": ({ shop: domain, id }) => `${domain} ${id}`,
};

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

/** A finished job still names its shop, which may have asked to be forgotten meanwhile. */
const keptSeconds = 24 * 3_600;

const names = Object.keys(shapes).filter((name): name is JobName => Object.hasOwn(shapes, name));

type QueueSettings = Omit<Queue, "name" | "partition" | "policy">;

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
  for (const name of names) {
    await makeQueue(boss, name, { ...settings, ...watched[name] }, sameAs[name] ? "short" : "standard");
    const time = times[name];
    if (time) await boss.schedule(name, time);
  }
}

export async function startJobs(boss: PgBoss, handlers: JobHandlers, log: Log): Promise<void> {
  for (const name of names) await startJob(boss, name, handlers, log);
}

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
