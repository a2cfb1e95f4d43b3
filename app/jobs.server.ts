/**
 * Work that nobody waits for: every kind, what it carries, and how it is repeated. A job may run twice (a process can
 * die between the work and its being ticked off), so each is written to be harmless the second time.
 */
import { fromPrisma, type PgBoss } from "pg-boss";
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
  "tokens.refresh": { shop: string };
  "tokens.refresh-due": Nothing;
  "tokens.refresh-all": Nothing;
  "try-on.forget": { id: string };
  "delivery.clean": Nothing;
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
  "tokens.refresh": shop,
  "tokens.refresh-due": nothing,
  "tokens.refresh-all": nothing,
  "try-on.forget": z.object({ id: z.string() }),
  "delivery.clean": nothing,
};

/** When the jobs without an occasion run, in UTC. */
const times: Partial<Record<JobName, string>> = {
  "tokens.refresh-due": "*/10 * * * *",
  "tokens.refresh-all": "17 3 * * *",
  "delivery.clean": "43 4 * * *",
};

export type Enqueue = <Name extends JobName>(
  name: Name,
  data: JobData[Name],
  options?: { transaction?: Transaction; startAfterSeconds?: number },
) => Promise<void>;

export function createEnqueue(boss: PgBoss): Enqueue {
  return async (name, data, { transaction, startAfterSeconds } = {}) => {
    await boss.send(name, data, {
      ...(transaction ? { db: fromPrisma(transaction) } : {}),
      ...(startAfterSeconds === undefined ? {} : { startAfter: startAfterSeconds }),
    });
  };
}

const names = Object.keys(shapes).filter((name): name is JobName => Object.hasOwn(shapes, name));

export async function createQueues(boss: PgBoss): Promise<void> {
  for (const name of names) {
    await boss.createQueue(name, {
      retryLimit: 12,
      retryDelay: 2,
      retryBackoff: true,
      retryDelayMax: 3_600,
      notify: true,
    });
    const time = times[name];
    if (time) await boss.schedule(name, time);
  }
}

export async function startJobs(boss: PgBoss, handlers: JobHandlers, log: Log): Promise<void> {
  for (const name of names) await startJob(boss, name, handlers, log);
}

async function startJob<Name extends JobName>(
  boss: PgBoss,
  name: Name,
  handlers: JobHandlers,
  log: Log,
): Promise<void> {
  await boss.work(name, { pollingIntervalSeconds: 5 }, async (taken) => {
    for (const job of taken) {
      try {
        const handle: JobHandlers[Name] = handlers[name];
        await handle(shapes[name].parse(job.data));
      } catch (error) {
        log.error({ job: name, error: String(error) }, "a job failed; it will be tried again");
        throw error;
      }
    }
  });
}
