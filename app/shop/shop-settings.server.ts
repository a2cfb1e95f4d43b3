/** What a merchant chose for the shop, and how this month stands against it. */
import type { Database } from "../db.server.ts";
import type { Enqueue } from "../jobs.server.ts";
import { showMoney } from "../money.ts";
import { dayIn, monthOf } from "../calendar.ts";
import { type EnteredSettings, type Mistakes, readEntered, writeSettings } from "./read-settings.ts";
import { choose, inUse, withConnections } from "./in-use.ts";
import { readSettings } from "./settings.ts";

type Parts = { db: Database; enqueue: Enqueue; now: () => Date };

export type SpendShown = {
  /** Such as November 2026. */
  month: string;
  used: string;
  /** How much of it try-ons that have not ended hold. */
  reserved?: string;
  cap?: string;
  /** Of the cap, at most 100. */
  percent: number;
  /** The next try-on would pass the cap: the button is hidden until the day that is named. */
  reachedUntil?: string;
  /** Such as 1 December. */
  nextMonth: string;
};

export type ShownSettings = {
  entered: EnteredSettings;
  currency: string;
  spend: SpendShown;
  /** A connection that makes try-ons has no price, so its try-ons don't count against the cap. */
  priceMissing: boolean;
};

export type SavedSettings = { ok: true } | { ok: false; mistakes: Mistakes };

export function createShopSettings({ db, enqueue, now }: Parts) {
  return {
    async read(shop: string): Promise<ShownSettings> {
      const { currency, timeZone, settings, connections } = await db.shop.findUniqueOrThrow({
        where: { domain: shop },
        include: withConnections,
      });
      const month = monthOf(dayIn(timeZone, now()));
      const spend = await db.spend.findUnique({ where: { shopDomain_month: { shopDomain: shop, month } } });
      const chosen = readSettings(settings);
      const { first, standIn } = inUse(connections);
      const next = choose(connections)?.connection ?? first;
      return {
        entered: writeSettings(chosen),
        currency,
        spend: shownSpend({
          month,
          currency,
          spent: spend?.spentMicros ?? 0n,
          reserved: spend?.reservedMicros ?? 0n,
          cap: chosen.monthlyCapMicros === null ? undefined : BigInt(chosen.monthlyCapMicros),
          next: next?.priceMicros ?? 0n,
        }),
        priceMissing: [first, standIn].some((connection) => connection?.priceMicros === 0n),
      };
    },

    async save(shop: string, entered: EnteredSettings): Promise<SavedSettings> {
      return db.$transaction(async (transaction) => {
        const { settings } = await transaction.shop.findUniqueOrThrow({ where: { domain: shop } });
        const read = readEntered(entered, readSettings(settings));
        if (!read.ok) return read;
        await transaction.shop.update({ where: { domain: shop }, data: { settings: read.value } });
        await enqueue("shop.publish", { shop }, { transaction });
        return { ok: true };
      });
    },
  };
}

type Sums = {
  month: string;
  currency: string;
  spent: bigint;
  reserved: bigint;
  cap: bigint | undefined;
  /** What the next try-on costs. */
  next: bigint;
};

function shownSpend({ month, currency, spent, reserved, cap, next }: Sums): SpendShown {
  const used = spent + reserved;
  const start = new Date(`${month}-01T00:00:00Z`);
  const end = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1));
  const nextMonth = inWords(end, { day: "numeric", month: "long" });
  return {
    month: inWords(start, { month: "long", year: "numeric" }),
    used: showMoney(used, currency),
    ...(reserved > 0n ? { reserved: showMoney(reserved, currency) } : {}),
    ...(cap === undefined ? {} : { cap: showMoney(cap, currency) }),
    percent: cap === undefined || cap === 0n ? 0 : Math.min(100, Number((used * 100n) / cap)),
    ...(cap !== undefined && used + next > cap ? { reachedUntil: nextMonth } : {}),
    nextMonth,
  };
}

function inWords(date: Date, format: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat("en-GB", { ...format, timeZone: "UTC" }).format(date);
}
