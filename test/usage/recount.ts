/** What the months and the visitors' tallies have to be: counted anew, try-on by try-on. */
import type { Charge, TryOn } from "@prisma/client";
import type { Database } from "../../app/db.server.ts";
import { monthOf } from "../../app/calendar.ts";

type Count = Record<string, string | number>;
type Compared = { kept: Count; counted: Count };

/** Reserved and spent, for each shop's months. */
export async function recountMoney(db: Database): Promise<Compared> {
  const kept: Count = {};
  for (const { shopDomain, month, reservedMicros, spentMicros } of await db.spend.findMany())
    if (reservedMicros !== 0n || spentMicros !== 0n)
      kept[`${shopDomain} ${month}`] = `${reservedMicros} reserved, ${spentMicros} spent`;

  const all = await db.tryOn.findMany({ where: { priceMicros: { gt: 0 } } });
  const months = Map.groupBy(
    all.filter(({ charge }) => charge !== "returned"),
    ({ shopDomain, day }) => `${shopDomain} ${monthOf(day)}`,
  );
  const counted: Count = {};
  for (const [month, tryOns] of months)
    counted[month] = `${sumOf(tryOns, "reserved")} reserved, ${sumOf(tryOns, "spent")} spent`;
  return { kept, counted };
}

/** How many of each visitor's day count: those that have not come to nothing. */
export async function recountVisitors(db: Database): Promise<Compared> {
  const tallies = await db.tally.findMany({ where: { scope: "visitor", count: { not: 0 } } });
  const kept = tallies.map(({ shopDomain, key, period, count }) => [`${shopDomain} ${key} ${period}`, count]);
  const all = await db.tryOn.findMany({ where: { charge: { not: "returned" } } });
  const days = Map.groupBy(all, ({ shopDomain, visitorHash, day }) => `${shopDomain} ${visitorHash} ${day}`);
  const counted = [...days].map(([day, tryOns]) => [day, tryOns.length]);
  return { kept: Object.fromEntries(kept), counted: Object.fromEntries(counted) };
}

function sumOf(tryOns: TryOn[], charge: Charge): bigint {
  return tryOns
    .filter((tryOn) => tryOn.charge === charge)
    .reduce((sum, { priceMicros }) => sum + priceMicros, 0n);
}
