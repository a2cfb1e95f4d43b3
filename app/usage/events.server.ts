/**
 * How far shoppers come, from seeing the button to the cart: counted by day and product, and by nothing that leads to a
 * person. A page tells it by a beacon, which anybody can forge, so what can be counted is bounded: products of the shop's
 * own catalogue, today, and so many beacons from an address in a minute.
 */
import type { Database } from "../db.server.ts";
import { dayIn } from "../calendar.ts";
import { refuse, type Refused } from "../refusals.ts";
import { createMinuteBound } from "./minute-bound.ts";
import { readEvents, type SeenEvent } from "./read-events.ts";

/** A household, or an office behind one address, looks at fewer pages than that. */
const beaconsPerMinute = 60;

export type Beacon = { shop: string; address: string; body: Buffer };
export type CountEvents = (beacon: Beacon) => Promise<{ ok: true } | Refused>;

type Parts = { db: Database; now: () => Date };

export function createCountEvents({ db, now }: Parts): CountEvents {
  const mayPass = createMinuteBound(beaconsPerMinute);

  return async ({ shop: domain, address, body }) => {
    const read = readEvents(body);
    if (!read.ok) return read;
    // Nobody is told, because no page could do anything about it.
    if (!mayPass(`${domain} ${address}`)) return { ok: true };
    const shop = await db.shop.findFirst({
      where: { domain, uninstalledAt: null },
      select: { timeZone: true },
    });
    if (!shop) return refuse("unknown_shop");
    if (read.value.length > 0) await count(db, domain, dayIn(shop.timeZone, now()), read.value);
    return { ok: true };
  };
}

/** Each once for a product, however often the beacon names it. In one order, so that two at once can't block each other. */
async function count(db: Database, shop: string, day: string, seen: SeenEvent[]): Promise<void> {
  const productIds = seen.map(({ productId }) => productId);
  const events = seen.map(({ event }) => event);
  await db.$executeRaw`
    insert into event_count as counted (shop_domain, day, product_id, event, count)
    select distinct ${shop}, ${day}, product.id, seen.event, 1
    from unnest(${productIds}::bigint[], ${events}::shop_event[]) as seen (product_id, event)
      join product on product.shop_domain = ${shop} and product.id = seen.product_id
    order by product.id, seen.event
    on conflict (shop_domain, day, product_id, event) do update set count = counted.count + 1`;
}
