/**
 * Keeps each shop's offline token alive. The library refreshes when a request happens to find a token about to end, with
 * no lock, so that several requests refresh at once; this job does it earlier, one at a time, away from everybody's way.
 */
import type { Session } from "@shopify/shopify-api";
import type { SessionStorage } from "@shopify/shopify-app-session-storage";
import { type Database, inTurn } from "../db.server.ts";
import type { Enqueue } from "../jobs/enqueue.server.ts";
import type { Log } from "../log.server.ts";
import type { ShopifyApi } from "../shopify.server.ts";

type Parts = {
  db: Database;
  sessions: SessionStorage;
  api: ShopifyApi;
  enqueue: Enqueue;
  log: Log;
  now: () => Date;
};

/** The library acts five minutes before the end; this job has to have acted by then. */
const refreshBeforeMs = 20 * 60_000;

export type Tokens = ReturnType<typeof createTokens>;

export function createTokens({ db, sessions, api, enqueue, log, now }: Parts) {
  const load = (shop: string) => sessions.loadSession(api.session.getOfflineId(shop));

  const isDue = (session: Session, withinMs: number) =>
    session.expires !== undefined && session.expires.getTime() - now().getTime() < withinMs;

  /** Refreshes if the token still ends within the given time once the lock is held: who comes second finds it done. */
  const refresh = (shop: string, withinMs: number): Promise<Session | undefined> =>
    inTurn(db, `token ${shop}`, async () => {
      const session = await load(shop);
      if (!session?.refreshToken || !isDue(session, withinMs)) return session;
      const refreshed = await api.auth.refreshToken({ shop, refreshToken: session.refreshToken });
      if (!refreshed.session.expires) alarm(shop);
      await sessions.storeSession(refreshed.session);
      return refreshed.session;
    });

  const alarm = (shop: string) =>
    log.error(
      { shop },
      "this shop's token has no expiry, so nothing will ever refresh it: have the app opened again",
    );

  return {
    /** A session that is good for some minutes at least, for work in the background. */
    async fresh(shop: string): Promise<Session | undefined> {
      const session = await load(shop);
      return session && isDue(session, 5 * 60_000) ? refresh(shop, 5 * 60_000) : session;
    },

    refresh: (shop: string) => refresh(shop, refreshBeforeMs),

    /** Queues a refresh for each shop whose token is about to end. */
    async refreshDue(): Promise<void> {
      const limit = new Date(now().getTime() + refreshBeforeMs);
      const due = await db.session.findMany({
        where: { isOnline: false, refreshToken: { not: null }, expires: { lt: limit } },
        select: { shop: true },
      });
      for (const { shop } of due) await enqueue("tokens.refresh", { shop });
    },

    /** Once a day, beneath the other: whatever it missed, and an alarm for tokens that can never be renewed. */
    async refreshAll(): Promise<void> {
      const all = await db.session.findMany({
        where: { isOnline: false },
        select: { shop: true, expires: true },
      });
      for (const { shop, expires } of all) {
        if (expires === null) alarm(shop);
        else await enqueue("tokens.refresh", { shop });
      }
    },
  };
}
