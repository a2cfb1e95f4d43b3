/**
 * From `queued` to the provider. Starting is billable: the row says `submitting` before anything is sent, and nothing is
 * sent a second time unless it is proved that the first never became a task. What the first connection surely refused,
 * for a reason that is not the pictures', the shop's stand-in takes over.
 */
import type { TryOn } from "@prisma/client";
import type { PgBoss } from "pg-boss";
import type { Database } from "../db.server.ts";
import type { Enqueue } from "../jobs/enqueue.server.ts";
import type { Download } from "../providers/download.server.ts";
import { type FailureCode, meaningOf } from "../providers/failures.ts";
import type { Operation, ProviderFailure } from "../providers/provider.ts";
import { describeModel } from "../providers/registry.ts";
import { hasSameKey } from "../shop/connection-rows.server.ts";
import type { Consent } from "../shop/consent.server.ts";
import type { Maker } from "../shop/in-use.ts";
import { hardCapOf, type ShopSettings } from "../shop/settings.ts";
import type { Pictures } from "../storage/pictures.server.ts";
import { reserveInstead } from "../usage/spend.server.ts";
import { sendTryOn } from "./queue.server.ts";
import { combine, garmentsShape } from "./garments/garments.ts";
import type { Move } from "./move.server.ts";
import { prepareGarments } from "./garments/send-garments.server.ts";
import { lateCode, pauseAfterRefusal } from "./states.ts";
import { type End, type GiveUp, over, soon, type Step, type Subject } from "./step.ts";

export type SubmitParts = {
  db: Database;
  boss: PgBoss;
  enqueue: Enqueue;
  pictures: Pictures;
  consent: Consent;
  move: Move;
  end: End;
  giveUp: GiveUp;
  taken: (subject: Subject, operation: Operation) => Promise<Step>;
  /** Who may take over what this try-on's connection has refused. */
  standInFor: (tryOn: TryOn) => Promise<Maker | undefined>;
  callbackAddress: (id: string) => string;
  /** A short-lived address of the photo, for models that take no bytes. */
  photoAddress: (pictureId: string) => string;
  download: Download;
  markUnwell: (maker: Maker, code: FailureCode) => Promise<void>;
  now: () => Date;
};

export function createSubmit(parts: SubmitParts) {
  const { db, boss, enqueue, pictures, consent, move, end, giveUp, taken, standInFor, download, now } = parts;

  const submit = async (subject: Subject): Promise<Step> => {
    const { tryOn, maker, provider } = subject;
    if (now() > tryOn.takeBy) return end(tryOn, lateCode(tryOn));
    // It may have been pointed elsewhere since: the photo goes to nobody whom the shopper was not told of.
    if (!(await consent.allows(tryOn, maker.connection))) return end(tryOn, "connection_gone");
    const picture = await db.picture.findFirst({ where: { tryOnId: tryOn.id, role: "photo" } });
    const photo = picture && (await pictures.open(picture));
    if (!photo) return end(tryOn, "photo_lost");
    const garments = await prepareGarments(tryOn, garmentsShape.parse(tryOn.garments), download);
    // Nothing was sent yet; the time for being taken limits how often it is tried.
    if (!garments.ok && garments.failure.retry) return { ended: false, waitMs: 2_000 };
    if (!garments.ok) return giveUp(subject, garments.failure, "unbilled");
    const submittedAt = now();
    // Whatever key comes from here on is tested later than that, by which a look-up knows that it is another one.
    if (!(await hasSameKey(db, maker.connection))) return soon;
    if (!(await move(tryOn, { from: "queued", to: "submitting", data: { submittedAt } }))) return soon;
    const submitting: Subject = { ...subject, tryOn: { ...tryOn, state: "submitting", submittedAt } };
    const started = await provider.start({
      externalId: tryOn.id,
      photo: { bytes: photo, address: parts.photoAddress(picture.id) },
      garments: garments.value,
      callbackAddress: parts.callbackAddress(tryOn.id),
    });
    if (started.ok) return taken(submitting, started.value);
    // Whether a task was made has to be looked up.
    if (started.failure.mayHaveStarted) return soon;
    return afterRefusal(submitting, started.failure);
  };

  const afterRefusal = async (subject: Subject, failure: ProviderFailure): Promise<Step> => {
    const { tryOn, maker, settings } = subject;
    const standIn = meaningOf(failure.code).elsewhere ? await fittingStandIn(tryOn) : undefined;
    if (standIn && (await handOver(tryOn, standIn, settings))) {
      await parts.markUnwell(maker, failure.code);
      return over;
    }
    if (!failure.retry) return giveUp(subject, failure, "unbilled");
    const waitMs = pauseAfterRefusal(tryOn.refusedStarts, failure.retryAfterMs);
    if (now().getTime() + waitMs > tryOn.takeBy.getTime()) return giveUp(subject, failure, "unbilled");
    await move(tryOn, { from: "submitting", to: "queued", data: { refusedStarts: { increment: 1 } } });
    return { ended: false, waitMs };
  };

  /** One whose model can wear this, and whom the shopper was told of. */
  const fittingStandIn = async (tryOn: TryOn): Promise<Maker | undefined> => {
    // The merchant wants to see what this very model makes of it.
    if (tryOn.askedBy === "merchant") return undefined;
    const standIn = await standInFor(tryOn);
    if (!standIn || !(await consent.allows(tryOn, standIn.connection))) return undefined;
    const garments = garmentsShape.parse(tryOn.garments);
    const model = describeModel(standIn.provider, standIn.model);
    const isKnown = !model.needsKind || garments.every(({ guessed }) => !guessed);
    return isKnown && combine(garments, model.outfits).ok ? standIn : undefined;
  };

  /** With a job of its own in the stand-in's line. False if its price would pass the cap, or somebody was first. */
  const handOver = async (tryOn: TryOn, standIn: Maker, settings: ShopSettings): Promise<boolean> => {
    const { connection, provider, model, priceMicros } = standIn;
    try {
      return await move(tryOn, {
        from: "submitting",
        to: "queued",
        data: { connectionId: connection.id, provider, model, priceMicros, stoodIn: true, refusedStarts: 0 },
        along: async (transaction) => {
          const capMicros = hardCapOf(settings);
          const total = await reserveInstead(transaction, tryOn, priceMicros, capMicros);
          if (total === undefined) throw tooDear;
          await sendTryOn(boss, transaction, tryOn.id, connection);
          // Dearer than what it stands in for, it may have taken the room of the next.
          if (capMicros !== null && total + priceMicros > capMicros)
            await enqueue("shop.publish", { shop: tryOn.shopDomain }, { transaction });
        },
      });
    } catch (error) {
      if (error === tooDear) return false;
      throw error;
    }
  };

  return submit;
}

/** Undoes a handing over that the month's cap has no room for. */
const tooDear = new Error("the stand-in's price would pass the cap");
