/**
 * Row, job, consent, allowance and money appear in one transaction, or none of them does; those of a comparison all
 * together.
 */
import type { Shop } from "@prisma/client";
import type { PgBoss } from "pg-boss";
import type { Database, Transaction } from "../db.server.ts";
import type { Enqueue } from "../jobs/enqueue.server.ts";
import { refuse, type Refused } from "../refusals.ts";
import { allowancesOf, take } from "../shop/allowances.server.ts";
import { dayIn } from "../calendar.ts";
import type { Consent } from "../shop/consent.server.ts";
import type { VersionedTerms } from "../shop/consent.ts";
import type { Maker } from "../shop/in-use.ts";
import { hardCapOf, readSettings } from "../shop/settings.ts";
import type { Pictures } from "../storage/pictures.server.ts";
import { reserve } from "../usage/spend.server.ts";
import { sendTryOn } from "./queue.server.ts";
import type { Garment } from "./garments/garments.ts";
import { deadlinesOf } from "./states.ts";
import { notify } from "./waiting/wake.server.ts";

/** What is known of a start once there is nothing left to ask. */
export type Wish = {
  shop: Shop;
  maker: Maker;
  standsIn: boolean;
  garments: Garment[];
  variantId: string | undefined;
  askedBy: ShopperAsks | MerchantAsks;
  keptHours: number;
  /** When it was pressed: its day, its month and its deadlines are counted from here. */
  at: Date;
};

type ShopperAsks = {
  who: "shopper";
  visitorHash: string;
  addressHash: string;
  repeatKey: string;
  terms: VersionedTerms;
  language: string;
};

/** Nobody limits merchants but the cap; and who sends a photo of their own choice agrees by pressing. */
type MerchantAsks = { who: "merchant"; comparisonId: string };

export type ShopperWish = Wish & { askedBy: ShopperAsks };

export type Beginning = { id: string; wish: Wish; photoId: string };
type Begun = { ok: true } | Refused;
type Parts = { db: Database; boss: PgBoss; enqueue: Enqueue; pictures: Pictures; consent: Consent };

export type Begin = ReturnType<typeof createBegin>;

export function createBegin({ db, boss, enqueue, pictures, consent }: Parts) {
  return async (
    beginnings: Beginning[],
    along: (transaction: Transaction) => Promise<unknown> = async () => {},
  ): Promise<Begun> => {
    let refused: Refused | undefined;
    const undo = (why: Refused) => {
      refused = why;
      throw undone;
    };
    await db
      .$transaction(async (transaction) => {
        await along(transaction);
        for (const beginning of beginnings)
          if (!(await place(transaction, beginning))) undo(refuse("repeated"));
        // What others wait for is locked last, and so for the shortest time.
        for (const { wish } of beginnings) {
          const paid = await pay(transaction, wish);
          if (!paid.ok) undo(paid);
        }
        await notify(transaction, "try_on_queued", "");
      })
      .catch((error: unknown) => {
        if (error !== undone) throw error;
      });
    return refused ?? { ok: true };
  };

  /** False if the same wish has a row already. */
  async function place(transaction: Transaction, { id, wish, photoId }: Beginning): Promise<boolean> {
    if (!(await addRow(transaction, id, wish))) return false;
    const { shop, maker, askedBy } = wish;
    const { overWithinMs } = deadlinesOf(readSettings(shop.settings));
    await pictures.attach(transaction, photoId, id, overWithinMs);
    if (askedBy.who === "shopper") {
      const { terms, language, visitorHash } = askedBy;
      await consent.record(transaction, { tryOnId: id, shop: shop.domain, terms, language, visitorHash });
    }
    await sendTryOn(boss, transaction, id, maker.connection);
    return true;
  }

  async function addRow(transaction: Transaction, id: string, wish: Wish): Promise<boolean> {
    const { shop, maker, garments, variantId, askedBy, at } = wish;
    const deadlines = deadlinesOf(readSettings(shop.settings));
    const later = (ms: number) => new Date(at.getTime() + ms);
    const { count } = await transaction.tryOn.createMany({
      data: {
        id,
        shopDomain: shop.domain,
        connectionId: maker.connection.id,
        provider: maker.provider,
        model: maker.model,
        stoodIn: wish.standsIn,
        priceMicros: maker.priceMicros,
        askedBy: askedBy.who,
        ...(askedBy.who === "shopper"
          ? { visitorHash: askedBy.visitorHash, repeatKey: askedBy.repeatKey }
          : { visitorHash: nobody, comparisonId: askedBy.comparisonId }),
        productId: BigInt(garments[0]?.productId ?? 0),
        variantId: variantId === undefined ? null : BigInt(variantId),
        productTitle: garments.map(({ title }) => title).join(" + "),
        garments,
        day: dayIn(shop.timeZone, at),
        keptHours: wish.keptHours,
        createdAt: at,
        takeBy: later(deadlines.takenWithinMs),
        overBy: later(deadlines.overWithinMs),
      },
      skipDuplicates: true,
    });
    return count === 1;
  }

  async function pay(transaction: Transaction, wish: Wish): Promise<Begun> {
    const { shop, maker, askedBy, at } = wish;
    const settings = readSettings(shop.settings);
    if (askedBy.who === "shopper") {
      const allowances = allowancesOf(askedBy, settings, shop.timeZone, at);
      const allowed = await take(transaction, shop.domain, allowances, at);
      if (!allowed.ok) return allowed;
    }
    const day = dayIn(shop.timeZone, at);
    const capMicros = hardCapOf(settings);
    const micros = maker.priceMicros;
    const total = await reserve(transaction, { shop: shop.domain, day, micros, capMicros });
    if (total === undefined) return refuse("not_ready");
    // The last one that fits: the button goes before somebody presses it in vain.
    if (capMicros !== null && total + micros > capMicros)
      await enqueue("shop.publish", { shop: shop.domain }, { transaction });
    return { ok: true };
  }
}

/** No visitor's hash looks like that. */
const nobody = "";

/** Thrown to undo the transaction; why stands beside it. */
const undone = new Error("undone");
