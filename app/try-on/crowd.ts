/**
 * Lets a crowd of starts to the database one after the other. Each needs it a dozen times; were all of them let at it at
 * once, they would wait for its connections until their time is over, and take them away from everybody who polls.
 */
import limitConcurrency from "p-limit";
import { refuse, type Taken } from "../refusals.ts";

/** False where there is no room for so many bytes more. */
type Take = (bytes: number) => boolean;
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
    /**
     * For the whole of a start, from the first bytes of its photo to the end of the work on it: many that come slowly fill
     * the memory as well. One shop's crowd leaves room for the others'. What `take` refuses must not be kept.
     */
    async hold<Value>(shop: string, work: (take: Take) => Promise<Taken<Value>>): Promise<Taken<Value>> {
      let own = 0;
      let isFull = false;
      const add = (bytes: number): void => {
        own += bytes;
        all += bytes;
        const ofShop = (held.get(shop) ?? 0) + bytes;
        if (ofShop > 0) held.set(shop, ofShop);
        else held.delete(shop);
      };
      const take = (bytes: number): boolean => {
        const ofShop = (held.get(shop) ?? 0) + bytes;
        isFull ||= all + bytes > heldBytes || ofShop > heldBytes / sharesOfMemory;
        add(isFull ? -own : bytes);
        return !isFull;
      };
      try {
        const outcome = await work(take);
        return isFull ? refuse("busy", 5) : outcome;
      } finally {
        add(-own);
      }
    },

    /** For the parts of it that ask the database. */
    inTurn: <Value>(work: () => Promise<Value>): Promise<Value> => limit(work),
  };
}
