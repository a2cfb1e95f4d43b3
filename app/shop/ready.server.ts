/** Whether a press on the button would be taken now: a connection that is well, and room under the month's cap. */
import type { Database } from "../db.server.ts";
import { fitsUnderCap } from "../usage/spend.server.ts";
import { dayIn } from "../calendar.ts";
import { choose, withConnections } from "./in-use.ts";
import { hardCapOf, readSettings } from "./settings.ts";

export type IsReady = (shop: string) => Promise<boolean>;

export function createIsReady({ db, now }: { db: Database; now: () => Date }): IsReady {
  return async (domain) => {
    const shop = await db.shop.findFirst({
      where: { domain, uninstalledAt: null },
      include: withConnections,
    });
    const chosen = shop && choose(shop.connections);
    if (!chosen) return false;
    const capMicros = hardCapOf(readSettings(shop.settings));
    const day = dayIn(shop.timeZone, now());
    return fitsUnderCap(db, { shop: domain, day, micros: chosen.priceMicros, capMicros });
  };
}
