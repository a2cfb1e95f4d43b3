/**
 * The only writer of a try-on's state. A move names the state it starts from; if somebody else has moved the row since,
 * nothing happens and the answer is false, which is a normal answer. What ends a try-on also settles its money and drops
 * the key of its photo, in the same step.
 */
import type { Charge, Farewell, Prisma, TryOn } from "@prisma/client";
import type { Database, Transaction } from "../db.server.ts";
import type { Enqueue } from "../jobs/enqueue.server.ts";
import type { FailureCode } from "../providers/failures.ts";
import { giveBack } from "../shop/allowances.server.ts";
import type { Forget } from "../storage/forget.server.ts";
import { settleCharge } from "../usage/spend.server.ts";
import { hasEnded, mayMove, type TryOnState } from "./states.ts";
import { notify } from "./waiting/wake.server.ts";

type Ended = Exclude<Charge, "reserved">;

type StateChange = {
  from: TryOnState;
  to: TryOnState;
  data?: Omit<Prisma.TryOnUncheckedUpdateManyInput, "state" | "charge">;
  /** For what ends: whether the provider bills it. */
  charge?: Ended;
  /** For what ends: why its photo goes. */
  farewell?: Farewell;
  /** What has to become true together with the move. */
  along?: (transaction: Transaction) => Promise<unknown>;
};

export type Move = (tryOn: TryOn, change: StateChange) => Promise<boolean>;
/**
 * `unbilled`: it is known that the provider bills nothing. Without that word, whatever may have been sent counts as
 * spent: a cap that is reached too early can be raised, a bill beyond it can't be undone.
 */
export type Fail = (tryOn: TryOn, code: FailureCode, proof?: "unbilled") => Promise<boolean>;

type Parts = { db: Database; forget: Forget; enqueue: Enqueue; now: () => Date };

export function createMove({ db, forget, enqueue, now }: Parts) {
  const move: Move = async (tryOn, { from, to, data, charge = "spent", farewell = "finished", along }) => {
    if (!mayMove(from, to)) throw new Error(`a try-on does not go from ${from} to ${to}`);
    const ends = hasEnded(to);
    const photo = { tryOnId: tryOn.id, role: "photo" as const };
    const moved = await db.$transaction(async (transaction) => {
      // With the connection gone meanwhile (removed, or the shop left), nothing may be added any more.
      // A start is told from a later one by its time, so that a straggler cannot answer for its successor.
      const { count } = await transaction.tryOn.updateMany({
        where: {
          id: tryOn.id,
          state: from,
          submittedAt: tryOn.submittedAt,
          connectionId: tryOn.connectionId,
        },
        data: { ...data, state: to, ...(ends ? { endedAt: now(), charge } : {}) },
      });
      if (count === 0) return false;
      await along?.(transaction);
      // Nobody here needs the photo any more: its key goes in the same step.
      if (ends) await forget.dropKeys(transaction, photo, farewell);
      if (ends) await settleMoney(transaction, tryOn, charge);
      await notify(transaction, "try_on_changed", tryOn.id);
      return true;
    });
    // Should this fail the sweep does it: the photo can't be read any more.
    if (moved && ends) await forget.finish(photo).catch(() => {});
    return moved;
  };

  const settleMoney = async (transaction: Transaction, tryOn: TryOn, charge: Ended) => {
    // In the order in which a start locks them, the visitor's count before the month: else two could wait for each other.
    if (charge === "returned") await giveBack(transaction, tryOn);
    await settleCharge(transaction, tryOn, charge);
    if (charge === "spent") return;
    // What comes back may be what was missing under the cap.
    const hidden = await transaction.shop.count({
      where: { domain: tryOn.shopDomain, toldReady: false, uninstalledAt: null },
    });
    if (hidden > 0) await enqueue("shop.publish", { shop: tryOn.shopDomain }, { transaction });
  };

  const fail: Fail = (tryOn, code, proof) =>
    move(tryOn, {
      from: tryOn.state,
      to: "failed",
      data: { failureCode: code, repeatKey: null },
      charge: proof === "unbilled" || tryOn.state === "queued" ? "returned" : "spent",
      ...(code === "cancelled" ? { farewell: tryOn.askedBy } : {}),
    });

  return { move, fail };
}
