/**
 * The only writer of a try-on's state. A move names the state it starts from; if somebody else has moved the row since,
 * nothing happens and the answer is false, which is a normal answer.
 */
import type { Prisma, TryOn } from "@prisma/client";
import type { Database, Transaction } from "../db.server.ts";
import type { FailureCode } from "../providers/failures.ts";
import type { Pictures } from "../storage/pictures.server.ts";
import { hasEnded, mayMove, type TryOnState } from "./states.ts";
import { notify } from "./wake.server.ts";

type Change = {
  from: TryOnState;
  to: TryOnState;
  data?: Omit<Prisma.TryOnUncheckedUpdateManyInput, "state">;
  /** What has to become true together with the move. */
  along?: (transaction: Transaction) => Promise<unknown>;
};

export type Move = (tryOn: TryOn, change: Change) => Promise<boolean>;
export type Fail = (tryOn: TryOn, code: FailureCode) => Promise<boolean>;

export function createMove({ db, pictures, now }: { db: Database; pictures: Pictures; now: () => Date }) {
  const move: Move = async (tryOn, { from, to, data, along }) => {
    if (!mayMove(from, to)) throw new Error(`a try-on does not go from ${from} to ${to}`);
    const ended = hasEnded(to);
    const photo = ended
      ? await db.picture.findFirst({ where: { tryOnId: tryOn.id, role: "photo" }, select: { id: true } })
      : undefined;
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
        data: { ...data, state: to, ...(ended ? { endedAt: now() } : {}) },
      });
      if (count === 0) return false;
      // The provider has finished with the photo: its key goes in the same step.
      if (ended) await transaction.picture.deleteMany({ where: { tryOnId: tryOn.id, role: "photo" } });
      await along?.(transaction);
      await notify(transaction, "try_on_changed", tryOn.id);
      return true;
    });
    if (moved && photo) await pictures.remove(photo.id);
    return moved;
  };

  const fail: Fail = (tryOn, code) =>
    move(tryOn, { from: tryOn.state, to: "failed", data: { failureCode: code } });

  return { move, fail };
}
