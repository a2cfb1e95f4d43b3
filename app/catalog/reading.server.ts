/**
 * Reads a shop's whole catalogue: when the app is installed, at the merchant's word, and every night, because webhooks get
 * lost. The row says how far it has come, and a job drives it: the one that carries the row's turn, and no other.
 */
import type { CatalogReading, Prisma } from "@prisma/client";
import type { Database } from "../db.server.ts";
import type { Enqueue } from "../jobs/enqueue.server.ts";
import { lastNightlyTime } from "./nightly.ts";
import type { Bit, createSteps } from "./reading-steps.server.ts";
import { ReadingTrouble, type Trouble } from "./reading-trouble.ts";
import { allShards } from "./shards.ts";
import { showReading, type ShownReading } from "./shown-reading.ts";

type Parts = { db: Database; enqueue: Enqueue; steps: ReturnType<typeof createSteps>; now: () => Date };

/** Then another job goes on: none should run for minutes. */
const bitsPerJob = 10;
/** Longer than the tries of its job, one by one, take to wait for a Shopify that is away for a moment. */
const stalledMs = 30 * 60_000;

export function createReading({ db, enqueue, steps, now }: Parts) {
  /** From its beginning, unless one is under way. */
  const start = (shop: string): Promise<boolean> =>
    db.$transaction(async (transaction) => {
      const at = now();
      const stalled = new Date(at.getTime() - stalledMs);
      const [begun] = await transaction.$queryRaw<{ turn: number }[]>`
        insert into catalog_reading (shop_domain, started_at, moved_at)
        select domain, ${at}, ${at} from shop where domain = ${shop} and uninstalled_at is null
        on conflict (shop_domain) do update set started_at = ${at}, moved_at = ${at}, step = 'count', cursor = null,
          operation_id = null, total = null, read = 0, ended_at = null, trouble = null, gone = '{}',
          turn = catalog_reading.turn + 1
        where catalog_reading.ended_at is not null or catalog_reading.moved_at < ${stalled}
        returning turn`;
      if (begun) await enqueue("catalog.read", { shop, turn: begun.turn }, { transaction });
      return begun !== undefined;
    });

  /** From one place to the next; false where somebody else has gone on from there, or begun anew. */
  const save = (from: CatalogReading, { next, write, isEnd, afterSeconds }: Bit, isLast: boolean) =>
    db.$transaction(async (transaction) => {
      const at = now();
      const { shopDomain: shop, turn, step, cursor } = from;
      const { count } = await transaction.catalogReading.updateMany({
        where: { shopDomain: shop, turn, step, cursor, endedAt: null },
        data: {
          ...next,
          movedAt: at,
          ...(isLast ? { turn: turn + 1 } : {}),
          ...(isEnd ? { endedAt: at } : {}),
        },
      });
      if (count === 0) return false;
      await write?.(transaction);
      if (isEnd) await enqueue("catalog.publish", { shop, shards: allShards }, { transaction });
      else if (isLast) {
        const wait = afterSeconds === undefined ? {} : { afterSeconds };
        await enqueue("catalog.read", { shop, turn: turn + 1 }, { transaction, ...wait });
      }
      return true;
    });

  const giveUp = (where: Prisma.CatalogReadingWhereInput, trouble: Trouble): Promise<void> =>
    db.$transaction(async (transaction) => {
      const ended = await transaction.catalogReading.updateManyAndReturn({
        where: { ...where, endedAt: null },
        data: { endedAt: now(), trouble, turn: { increment: 1 } },
      });
      // What was read until then counts all the same.
      for (const { shopDomain: shop } of ended)
        await enqueue("catalog.publish", { shop, shards: allShards }, { transaction });
    });

  const goOn = async (shop: string, turn: number): Promise<void> => {
    for (let bits = 0; ;) {
      const reading = await db.catalogReading.findFirst({ where: { shopDomain: shop, turn, endedAt: null } });
      const step = reading && steps[reading.step];
      if (!step) return;
      const at: CatalogReading = { ...reading };
      for await (const bit of step(reading)) {
        bits += 1;
        const isLast = bits === bitsPerJob || bit.afterSeconds !== undefined || bit.isEnd === true;
        if (!(await save(at, bit, isLast)) || isLast) return;
        Object.assign(at, bit.next);
        if (bit.next.step !== undefined) break;
      }
    }
  };

  return {
    start,

    async goOn(shop: string, turn: number): Promise<void> {
      try {
        await goOn(shop, turn);
      } catch (error) {
        if (!(error instanceof ReadingTrouble)) throw error;
        await giveUp({ shopDomain: shop, turn }, error.trouble);
      }
    },

    /** Shopify's word that an operation is over: the look that waits would come later. */
    async operationOver(shop: string, operationId: string): Promise<void> {
      await db.$transaction(async (transaction) => {
        const found = await transaction.catalogReading.updateManyAndReturn({
          where: { shopDomain: shop, operationId, step: "bulk", endedAt: null },
          data: { turn: { increment: 1 } },
        });
        for (const { turn } of found) await enqueue("catalog.read", { shop, turn }, { transaction });
      });
    },

    /** By the calendar: ends those that nobody goes on with, and begins those whose night has come. */
    async due(): Promise<void> {
      await giveUp({ movedAt: { lt: new Date(now().getTime() - stalledMs) } }, "stalled");
      const shops = await db.shop.findMany({
        where: { uninstalledAt: null },
        select: { domain: true, timeZone: true, reading: { select: { startedAt: true } } },
      });
      for (const { domain, timeZone, reading } of shops)
        if (!reading || reading.startedAt < lastNightlyTime(domain, timeZone, now())) await start(domain);
    },

    of: async (shop: string): Promise<ShownReading> =>
      showReading(await db.catalogReading.findUnique({ where: { shopDomain: shop } })),
  };
}
