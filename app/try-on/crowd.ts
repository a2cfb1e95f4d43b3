/**
 * Lets a crowd of starts to the database one after the other. Each needs it a dozen times; were all of them let at it at
 * once, they would wait for its connections until their time is over, and take them away from everybody who polls.
 */
import limitConcurrency from "p-limit";
import { refuse, type Taken } from "../refusals.ts";

type Bounds = { atOnce: number; heldBytes: number };

const usual: Bounds = {
  atOnce: 12,
  /** What waits is held in memory. */
  heldBytes: 256 * 1024 * 1024,
};

/** A single shop gets no more than this part of the memory. */
const sharesOfMemory = 4;

export function createCrowd({ atOnce, heldBytes }: Bounds = usual) {
  const limit = limitConcurrency(atOnce);
  const held = new Map<string, number>();
  let all = 0;

  return {
    /** For the whole of a start, the work on its photo too. One shop's crowd leaves room for the others'. */
    async hold<Value>(shop: string, bytes: number, work: () => Promise<Taken<Value>>): Promise<Taken<Value>> {
      const ofShop = (held.get(shop) ?? 0) + bytes;
      if (all + bytes > heldBytes || ofShop > heldBytes / sharesOfMemory) return refuse("busy", 5);
      held.set(shop, ofShop);
      all += bytes;
      try {
        return await work();
      } finally {
        all -= bytes;
        const left = (held.get(shop) ?? 0) - bytes;
        if (left > 0) held.set(shop, left);
        else held.delete(shop);
      }
    },

    /** For the parts of it that ask the database. */
    inTurn: <Value>(work: () => Promise<Value>): Promise<Value> => limit(work),
  };
}
