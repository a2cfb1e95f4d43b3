/** What Shopify knows of a shop and we reckon with: its currency, and the time zone in which its days and months begin. */
import { z } from "zod";
import { dayAfter, dayIn } from "../calendar.ts";
import type { Database } from "../db.server.ts";
import type { Ask } from "./admin-api.server.ts";

const shopFacts = `#graphql
  query ShopFacts {
    shop { currencyCode ianaTimezone }
  }
`;

const shape = z.object({
  shop: z.object({
    currencyCode: z.string().regex(/^[A-Z]{3}$/),
    ianaTimezone: z.string(),
  }),
});

type Parts = { db: Database; ask: Ask; now: () => Date };

export function createShopFacts({ db, ask, now }: Parts) {
  /** Asks Shopify and keeps the answer. */
  const read = async (domain: string): Promise<string> => {
    const { shop } = await ask(domain, shopFacts, shape);
    const timeZone = isTimeZone(shop.ianaTimezone) ? shop.ianaTimezone : undefined;
    await db.$transaction(async (transaction) => {
      await transaction.shop.updateMany({
        where: { domain },
        data: { currency: shop.currencyCode, ...(timeZone === undefined ? {} : { timeZone }) },
      });
      if (timeZone === undefined) return;
      // Farther west it may be a day again that was over and counted: then it is open again.
      const yesterday = dayAfter(dayIn(timeZone, now()), -1);
      await transaction.shop.updateMany({
        where: { domain, countedThrough: { gt: yesterday } },
        data: { countedThrough: yesterday },
      });
    });
    return shop.currencyCode;
  };

  return {
    read,

    async of(domain: string): Promise<{ currency: string; timeZone: string }> {
      const find = () =>
        db.shop.findUniqueOrThrow({ where: { domain }, select: { currency: true, timeZone: true } });
      const { currency, timeZone } = await find();
      if (currency !== null) return { currency, timeZone };
      // A merchant who has just installed may be faster than the job that reads this, and would type a price in it.
      return { currency: await read(domain), timeZone: (await find()).timeZone };
    },
  };
}

/** A zone newer than this process would stop every count of days; the one before does until then. */
function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
