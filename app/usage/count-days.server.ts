/**
 * Counts the days that are over, so that a year of a busy shop is a few thousand rows to add up instead of a million. A
 * day is counted once none of its try-ons is under way any more. Counted again, it comes to the same: its rows are
 * replaced in one transaction, together with the word of how far the shop is counted.
 */
import { Prisma } from "@prisma/client";
import type { Database, Transaction } from "../db.server.ts";
import { dayAfter, dayIn } from "../calendar.ts";
import { countEvents, countTryOns, unended } from "./facts.ts";

type Parts = { db: Database; now: () => Date };

/** A try-on that was pressed right before midnight is written some seconds after it. */
const graceMs = 3_600_000;
/** Before all days that there can be. */
const never = "0000-00-00";

export function createCountDays({ db, now }: Parts) {
  /** The next day of the shop that can be counted. Answers whether there was one. */
  const countNext = (domain: string): Promise<boolean> =>
    db.$transaction(async (transaction) => {
      const shop = await hold(transaction, domain);
      if (!shop) return false;
      const over = dayAfter(dayIn(shop.timeZone, new Date(now().getTime() - graceMs)), -1);
      const [found] = await transaction.$queryRaw<{ next: string | null; stop: string | null }[]>`
        select least(
            (select min(day) from try_on where shop_domain = ${domain} and day > ${shop.countedThrough ?? never}),
            (select min(day) from event_count where shop_domain = ${domain} and day > ${shop.countedThrough ?? never})
          ) as next,
          (select min(day) from try_on where shop_domain = ${domain} and ${unended}) as stop`;
      const { next, stop } = found ?? { next: null, stop: null };
      const last = stop !== null && stop <= over ? dayAfter(stop, -1) : over;
      const day = next !== null && next <= last ? next : undefined;
      if (day !== undefined) await countDay(transaction, domain, day);
      // The days between have nothing to count.
      const through = day ?? last;
      if (through > (shop.countedThrough ?? never))
        await transaction.shop.update({ where: { domain }, data: { countedThrough: through } });
      return day !== undefined;
    });

  return async (): Promise<void> => {
    const troubles: unknown[] = [];
    for (const { domain } of await db.shop.findMany({ select: { domain: true } }))
      try {
        while (await countNext(domain));
      } catch (trouble) {
        // One shop that can't be counted must not keep the others.
        troubles.push(trouble);
      }
    if (troubles.length > 0) throw troubles[0];
  };
}

/** Two that count the same shop at once wait for each other here. */
async function hold(transaction: Transaction, domain: string) {
  const [shop] = await transaction.$queryRaw<{ timeZone: string; countedThrough: string | null }[]>`
    select time_zone as "timeZone", counted_through as "countedThrough" from shop
    where domain = ${domain} for no key update`;
  return shop;
}

async function countDay(transaction: Transaction, shop: string, day: string): Promise<void> {
  const only = { from: day, to: day };
  await transaction.usageDay.deleteMany({ where: { shopDomain: shop, day } });
  await transaction.eventDay.deleteMany({ where: { shopDomain: shop, day } });
  await transaction.$executeRaw(Prisma.sql`
    insert into usage_day (shop_domain, day, asked_by, connection, provider, model, outcome, took_step, count, spent_micros)
    select ${shop}, day, asked_by, connection, provider, model, outcome, took_step, count, spent_micros
    from (${countTryOns(shop, only)}) as facts`);
  await transaction.$executeRaw(Prisma.sql`
    insert into event_day (shop_domain, day, event, count)
    select ${shop}, day, event, count from (${countEvents(shop, only)}) as facts`);
}
