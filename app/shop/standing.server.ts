/** How a shop stands: everything stored that the home page's guide, its notices and its health are judged by. */
import type { Database } from "../db.server.ts";
import { modelName, providerName } from "../providers/registry.ts";
import {
  choose,
  type ConnectionWithModels,
  inOrder,
  inUse,
  isWell,
  makerOf,
  type ShopWithConnections,
  withModels,
} from "./in-use.ts";
import type { MonthSpend } from "../usage/month-forecast.ts";
import { readMonth } from "./month-spend.server.ts";
import { readSeen, type Seen } from "./seen.server.ts";
import { readSettings, type ShopSettings } from "./settings.ts";
import type { Said } from "../words/said.ts";

/** A connection that makes the shop's try-ons, or would if the other one could not. */
export type ShownMaker = {
  id: string;
  provider: Said;
  model: string;
  tested: boolean;
  /** Null while it is well; else the failure code that made it unwell. */
  unwell: string | null;
  /** 0 where its merchant has not said it. */
  priceMicros: string;
  balance: number | null;
};

export type Standing = {
  first?: ShownMaker | undefined;
  standIn?: ShownMaker | undefined;
  /** Who would make a try-on that is wanted now. */
  makesNow?: "first" | "stand-in" | undefined;
  /** There are connections, and each of them is paused. */
  allPaused: boolean;
  /** And one of them would work. */
  pausedWell: boolean;
  spend: MonthSpend;
  products: { withButton: number; all: number };
  reading: "none" | "running" | "done" | "trouble";
  /** A try-on has come to a picture, whoever wanted it. */
  tried: boolean;
  /** What the storefront was told last of whether the button may show. */
  told: boolean;
  seen: Seen;
  alerts: ShopSettings["alerts"];
};

type Parts = {
  db: Database;
  now: () => Date;
  countButtons: (shop: ShopWithConnections) => Promise<number>;
};

export function createStanding({ db, now, countButtons }: Parts) {
  return async (domain: string): Promise<Standing> => {
    const shop = await db.shop.findUniqueOrThrow({
      where: { domain },
      include: { connections: { orderBy: inOrder, include: withModels }, reading: true },
    });
    const { connections, reading } = shop;
    const [spend, withButton, all, done] = await Promise.all([
      readMonth(db, shop, connections, now()),
      countButtons({ ...shop, connections: connections.filter(({ paused }) => !paused) }),
      db.product.count({ where: { shopDomain: domain } }),
      db.tryOn.findFirst({ where: { shopDomain: domain, state: "done" }, select: { id: true } }),
    ]);
    const { first, standIn } = inUse(connections);
    const chosen = choose(connections);
    return {
      first: first && shownOf(first),
      standIn: standIn && shownOf(standIn),
      makesNow: chosen && (chosen.standsIn ? "stand-in" : "first"),
      allPaused: connections.length > 0 && !first,
      pausedWell: !first && connections.some(isWell),
      spend,
      products: { withButton, all },
      reading: readingState(reading),
      tried: done !== null,
      told: shop.toldReady,
      seen: readSeen(shop.seen),
      alerts: readSettings(shop.settings).alerts,
    };
  };
}

function shownOf(connection: ConnectionWithModels): ShownMaker {
  const { id, provider, model, testedAt, unwell, balance } = connection;
  const { priceMicros } = makerOf(connection);
  return {
    id,
    provider: providerName(provider),
    model: modelName(provider, model),
    tested: testedAt !== null,
    unwell,
    priceMicros: String(priceMicros),
    balance,
  };
}

type Reading = { endedAt: Date | null; trouble: string | null } | null;

function readingState(reading: Reading): Standing["reading"] {
  if (!reading) return "none";
  if (reading.endedAt === null) return "running";
  return reading.trouble === null ? "done" : "trouble";
}
