/** What a shop's merchant has read or put away in the admin. Nothing but the admin's own pages goes by it. */
import { z } from "zod";
import type { Database } from "../db.server.ts";

const shape = z.object({
  /** When the public page about photos was opened from the guide. */
  policyRead: z.string().optional(),
  guidePutAway: z.boolean().default(false),
  /** Whether the published theme has the button, as App Bridge said when the home page was open last. */
  placed: z.boolean().optional(),
  /** Notices that were read, by their ids. */
  dismissed: z.array(z.string()).default([]),
});

export type Seen = z.output<typeof shape>;

/** So many notices back, none is about anything that still is. */
const mostDismissed = 50;

export function readSeen(stored: unknown): Seen {
  return shape.parse(stored);
}

export function createSeen({ db, now }: { db: Database; now: () => Date }) {
  /** Read and written by one at a time: two pages may tell of two things at once. */
  const change = (shop: string, changes: (seen: Seen) => Partial<Seen>) =>
    db.$transaction(async (transaction) => {
      const [row] = await transaction.$queryRaw<{ seen: unknown }[]>`
        select seen from shop where domain = ${shop} for no key update`;
      if (!row) return;
      const seen = readSeen(row.seen);
      await transaction.shop.update({
        where: { domain: shop },
        data: { seen: { ...seen, ...changes(seen) } },
      });
    });

  return {
    policyRead: (shop: string) => change(shop, () => ({ policyRead: now().toISOString() })),
    placed: (shop: string, placed: boolean) => change(shop, () => ({ placed })),
    async guideShown(shop: string): Promise<boolean> {
      const { seen } = await db.shop.findUniqueOrThrow({ where: { domain: shop }, select: { seen: true } });
      return !readSeen(seen).guidePutAway;
    },
    guide: (shop: string, guidePutAway: boolean) => change(shop, () => ({ guidePutAway })),
    dismissed: (shop: string, id: string) =>
      change(shop, ({ dismissed }) => ({
        dismissed: [...new Set([...dismissed, id])].slice(-mostDismissed),
      })),
  };
}
