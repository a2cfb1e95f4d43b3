/**
 * How many try-ons may be started: by a visitor and from an address in a day, in a shop in a minute. Counted in one
 * statement each, so that nobody passes a limit by asking many times at once.
 */
import { Prisma, type Tally, type TallyScope, type TryOn } from "@prisma/client";
import type { Database, Transaction } from "../db.server.ts";
import { type RefusalCode, refuse, type Refused } from "../refusals.ts";
import { dayIn, secondsUntilNextDay } from "../calendar.ts";
import type { ShopSettings } from "./settings.ts";

export type AskerHashes = { visitorHash: string; addressHash: string };
type Allowance = Pick<Tally, "scope" | "key" | "period"> & { limit: number; secondsLeft: number };
type Allowed = { ok: true } | Refused;

const refusalOf: Record<TallyScope, RefusalCode> = {
  visitor: "too_many",
  address: "too_many",
  shop: "busy",
};

/** In the order in which they are counted: every start locks them in the same one. */
export function allowancesOf(
  { visitorHash, addressHash }: AskerHashes,
  settings: ShopSettings,
  timeZone: string,
  at: Date,
): Allowance[] {
  const today = { period: dayIn(timeZone, at), secondsLeft: secondsUntilNextDay(timeZone, at) };
  const thisMinute = { period: at.toISOString().slice(0, 16), secondsLeft: 60 - at.getUTCSeconds() };
  return [
    { scope: "visitor", key: visitorHash, limit: settings.perVisitorPerDay, ...today },
    { scope: "address", key: addressHash, limit: settings.perAddressPerDay, ...today },
    { scope: "shop", key: "", limit: settings.perShopPerMinute, ...thisMinute },
  ];
}

/** Counts one start in each, or says which of them is used up; whoever hears that undoes the whole. */
export async function take(
  transaction: Transaction,
  shop: string,
  allowances: Allowance[],
  at: Date,
): Promise<Allowed> {
  const rows = allowances.map(({ scope, key, period, secondsLeft }) => {
    // A day longer than it counts, because what comes to nothing later is given back to it.
    const expiresAt = new Date(at.getTime() + (secondsLeft + 24 * 3_600) * 1_000);
    return Prisma.sql`(${shop}, ${scope}::tally_scope, ${key}, ${period}, 1, ${expiresAt})`;
  });
  const limits = allowances.map(
    ({ scope, limit }) => Prisma.sql`when ${scope}::tally_scope then ${limit}::int`,
  );
  const counted = await transaction.$queryRaw<{ scope: TallyScope }[]>`
    insert into tally as taken (shop_domain, scope, key, period, count, expires_at)
    values ${Prisma.join(rows)}
    on conflict (shop_domain, scope, key, period) do update set count = taken.count + 1
    where taken.count < case taken.scope ${Prisma.join(limits, " ")} end
    returning scope::text`;
  const full = allowances.find(({ scope }) => !counted.some((row) => row.scope === scope));
  return full ? refuse(refusalOf[full.scope], full.secondsLeft) : { ok: true };
}

/** The same judged without counting, before any work is done for somebody who may not start. */
export async function look(db: Database, shop: string, allowances: Allowance[]): Promise<Allowed> {
  const taken = await db.tally.findMany({
    where: { shopDomain: shop, OR: allowances.map(({ scope, key, period }) => ({ scope, key, period })) },
  });
  const full = allowances.find(({ scope, limit }) =>
    taken.some((tally) => tally.scope === scope && tally.count >= limit),
  );
  return full ? refuse(refusalOf[full.scope], full.secondsLeft) : { ok: true };
}

/** A try-on that came to nothing and cost nothing does not count against its visitor. */
export async function giveBack(transaction: Transaction, tryOn: TryOn): Promise<void> {
  await transaction.tally.updateMany({
    where: {
      shopDomain: tryOn.shopDomain,
      scope: "visitor",
      key: tryOn.visitorHash,
      period: tryOn.day,
      count: { gt: 0 },
    },
    data: { count: { decrement: 1 } },
  });
}

export async function cleanTallies(db: Database, now: Date): Promise<void> {
  await db.tally.deleteMany({ where: { expiresAt: { lt: now } } });
}
