/** Row, job, consent, allowance and money appear in one transaction, or none of them does. */
import type { Connection, Shop } from "@prisma/client";
import type { PgBoss } from "pg-boss";
import type { Database, Transaction } from "../db.server.ts";
import type { Enqueue } from "../jobs.server.ts";
import { refuse, type Refused } from "../refusals.ts";
import { allowancesOf, take } from "../shop/allowances.server.ts";
import { dayIn } from "../calendar.ts";
import type { Consent } from "../shop/consent.server.ts";
import type { VersionedTerms } from "../shop/consent.ts";
import { readSettings } from "../shop/settings.ts";
import type { Pictures } from "../storage/pictures.server.ts";
import { reserve } from "../usage/spend.server.ts";
import { sendTryOn } from "./queue.server.ts";
import type { Garment } from "./garments/garments.ts";
import { deadlinesOf } from "./states.ts";
import { notify } from "./waiting/wake.server.ts";

/** What is known of a start once there is nothing left to ask. */
export type Wish = {
  shop: Shop;
  connection: Connection;
  standsIn: boolean;
  garments: Garment[];
  variantId: string | undefined;
  visitorHash: string;
  addressHash: string;
  repeatKey: string;
  terms: VersionedTerms;
  language: string;
  /** When it was pressed: its day, its month and its deadlines are counted from here. */
  at: Date;
};

type Begun = { ok: true } | Refused;
type Parts = { db: Database; boss: PgBoss; enqueue: Enqueue; pictures: Pictures; consent: Consent };

export type Begin = ReturnType<typeof createBegin>;

export function createBegin({ db, boss, enqueue, pictures, consent }: Parts) {
  return async (id: string, wish: Wish, photoId: string): Promise<Begun> => {
    let refused: Refused | undefined;
    const undo = (why: Refused) => {
      refused = why;
      throw undone;
    };
    await db
      .$transaction(async (transaction) => {
        if (!(await addRow(transaction, id, wish))) undo(refuse("repeated"));
        const { shop, terms, language, visitorHash, connection } = wish;
        const { overWithinMs } = deadlinesOf(readSettings(shop.settings));
        await pictures.attach(transaction, photoId, id, overWithinMs);
        await consent.record(transaction, { tryOnId: id, shop: shop.domain, terms, language, visitorHash });
        await sendTryOn(boss, transaction, id, connection);
        // What others wait for is locked last, and so for the shortest time.
        const paid = await pay(transaction, wish);
        if (!paid.ok) undo(paid);
        await notify(transaction, "try_on_queued", "");
      })
      .catch((error: unknown) => {
        if (error !== undone) throw error;
      });
    return refused ?? { ok: true };
  };

  /** False if the same wish has a row already. */
  async function addRow(transaction: Transaction, id: string, wish: Wish): Promise<boolean> {
    const { shop, connection, garments, variantId, at } = wish;
    const deadlines = deadlinesOf(readSettings(shop.settings));
    const later = (ms: number) => new Date(at.getTime() + ms);
    const { count } = await transaction.tryOn.createMany({
      data: {
        id,
        shopDomain: shop.domain,
        connectionId: connection.id,
        provider: connection.provider,
        model: connection.model,
        stoodIn: wish.standsIn,
        priceMicros: connection.priceMicros,
        visitorHash: wish.visitorHash,
        productId: BigInt(garments[0]?.productId ?? 0),
        variantId: variantId === undefined ? null : BigInt(variantId),
        productTitle: garments.map(({ title }) => title).join(" + "),
        garments,
        day: dayIn(shop.timeZone, at),
        repeatKey: wish.repeatKey,
        keptHours: wish.terms.keptHours,
        createdAt: at,
        takeBy: later(deadlines.takenWithinMs),
        overBy: later(deadlines.overWithinMs),
      },
      skipDuplicates: true,
    });
    return count === 1;
  }

  async function pay(transaction: Transaction, wish: Wish): Promise<Begun> {
    const { shop, connection, at } = wish;
    const settings = readSettings(shop.settings);
    const allowances = allowancesOf(wish, settings, shop.timeZone, at);
    const allowed = await take(transaction, shop.domain, allowances, at);
    if (!allowed.ok) return allowed;
    const day = dayIn(shop.timeZone, at);
    const capMicros = settings.monthlyCapMicros;
    const micros = connection.priceMicros;
    const total = await reserve(transaction, { shop: shop.domain, day, micros, capMicros });
    if (total === undefined) return refuse("not_ready");
    // The last one that fits: the button goes before somebody presses it in vain.
    if (capMicros !== null && total + micros > capMicros)
      await enqueue("shop.publish", { shop: shop.domain }, { transaction });
    return { ok: true };
  }
}

/** Thrown to undo the transaction; why stands beside it. */
const undone = new Error("undone");
