/** Everything that is known of one try-on when all is over: here, at the provider, and at its shopper. */
import type { Prisma } from "@prisma/client";
import type { Task } from "../sandbox/world.ts";
import type { ChaosHouse } from "./house.ts";
import type { Storm } from "./storm.ts";

export type Case = {
  row: Prisma.TryOnGetPayload<{ include: { pictures: true } }>;
  /** Whatever any provider made of it. */
  tasks: Task[];
  receipts: string[];
  cancelled: boolean;
};

export async function casesOf({ db, world }: ChaosHouse, { visits }: Storm): Promise<Case[]> {
  const rows = await db.tryOn.findMany({ include: { pictures: true } });
  const receipts = await db.receipt.findMany();
  const cancelled = new Set(visits.flatMap((visit) => [...visit.cancelled]));
  return rows.map((row) => ({
    row,
    tasks: world.tasks.filter(({ externalId }) => externalId === row.id),
    receipts: receipts.filter(({ tryOnId }) => tryOnId === row.id).map(({ what, why }) => `${what} ${why}`),
    cancelled: cancelled.has(row.id),
  }));
}

export const succeeded = ({ tasks }: Case) => tasks.some(({ status }) => status === "succeed");

/**
 * What must have happened for a failure to be told truly. A code that does not stand here is never true: nothing in the
 * plan gives a reason for it.
 */
export const truths: Record<string, (one: Case, doneWithinMs: number) => boolean> = {
  cancelled: ({ cancelled }) => cancelled,
  no_person: ({ tasks }) => tasks.some(({ status }) => status === "failed"),
  // The picture was made, and its address had expired. How many of them there may be is counted apart.
  result_lost: succeeded,
  // Kling itself can always be asked. A gateway's "no such task" is no proof, and here there really was none.
  unknown_outcome: ({ row, tasks }) => row.provider === "kling-gateway" && tasks.length === 0,
  timed_out: ({ row }, doneWithinMs) =>
    row.runningAt !== null &&
    row.endedAt !== null &&
    row.endedAt.getTime() - row.runningAt.getTime() > doneWithinMs,
};

/** Why a try-on counts as spent although no task of it was made or succeeded: each time on purpose. */
export const reasonsToPayAnyway: Record<string, (one: Case) => boolean> = {
  // Stopped while a request may have been on its way.
  cancelled: ({ row }) => row.submittedAt !== null,
  unknown_outcome: () => true,
  // The task may still have succeeded after we stopped waiting.
  timed_out: ({ tasks }) => tasks.length === 1,
};
