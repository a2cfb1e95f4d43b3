/** What was used, what it cost and what it brought. */
import { dayIn } from "../calendar.ts";
import { readMonthOf } from "../shop/month-spend.server.ts";
import { createCountDays } from "../usage/count-days.server.ts";
import { createCountEvents } from "../usage/events.server.ts";
import { createExports } from "../usage/exports.server.ts";
import { createLately } from "../usage/lately.server.ts";
import { createProductUsage } from "../usage/products.server.ts";
import { createReport } from "../usage/report.server.ts";
import { createTryOnList } from "../usage/try-on-list.server.ts";
import type { Ground } from "./ground.server.ts";
import type { ShopServices } from "./shop.server.ts";

export function createUsageServices({ db, now }: Ground, { facts }: ShopServices) {
  const report = createReport({ db, readMonthOf, now });
  const products = createProductUsage(db);
  const tryOns = createTryOnList({ db });
  return {
    today: async (shop: string) => dayIn((await facts.of(shop)).timeZone, now()),
    report,
    products: products.page,
    tryOns,
    exported: createExports({ db, report, products, tryOns }),
    lately: createLately({ db, now }),
    countDays: createCountDays({ db, now }),
    countEvents: createCountEvents({ db, now }),
  };
}
