/** What Shopify knows of a shop and we reckon with: its currency, and the time zone in which its days and months begin. */
import { z } from "zod";
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

export function createShopFacts({ db, ask }: { db: Database; ask: Ask }) {
  return {
    /** Asks Shopify and keeps the answer. */
    async read(domain: string): Promise<void> {
      const { shop } = await ask(domain, shopFacts, shape);
      await db.shop.updateMany({
        where: { domain },
        data: {
          currency: shop.currencyCode,
          ...(isTimeZone(shop.ianaTimezone) ? { timeZone: shop.ianaTimezone } : {}),
        },
      });
    },

    of: (domain: string): Promise<{ currency: string; timeZone: string }> =>
      db.shop.findUniqueOrThrow({ where: { domain }, select: { currency: true, timeZone: true } }),
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
