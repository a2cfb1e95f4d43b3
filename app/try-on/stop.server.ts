/** At the shopper's or the merchant's word: try-ons that are under way end now, wherever they are by then. */
import type { Prisma } from "@prisma/client";
import type { Database } from "../db.server.ts";
import type { Fail } from "./move.server.ts";
import { openStates } from "./states.ts";
import { notify } from "./waiting/wake.server.ts";

export type Stop = (which: Omit<Prisma.TryOnWhereInput, "state">) => Promise<void>;

export function createStop({ db, fail }: { db: Database; fail: Fail }): Stop {
  return async (which) => {
    // Somebody else may be moving one on at this very moment: then its new state is the one to end.
    for (;;) {
      const underWay = await db.tryOn.findMany({ where: { ...which, state: { in: openStates } } });
      if (underWay.length === 0) return;
      for (const tryOn of underWay)
        if (await fail(tryOn, "cancelled")) await notify(db, "try_on_nudged", tryOn.id);
    }
  };
}
