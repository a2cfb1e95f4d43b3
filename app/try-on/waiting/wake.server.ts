/**
 * Waiting without asking: one listening connection a process, however many wait. `changed` wakes shoppers when a row has
 * moved, `nudged` wakes the driver of a try-on when its provider has called back, `queued` wakes who takes the jobs.
 */
import { Client } from "pg";
import type { Transaction } from "../../db.server.ts";
import type { Log } from "../../log.server.ts";

export type Channel = "try_on_changed" | "try_on_nudged" | "try_on_queued";
export type Waiter = { within: (ms: number, signal?: AbortSignal) => Promise<void>; cancel: () => void };
export type Wake = {
  expect: (channel: Channel, key: string) => Waiter;
  /** Wakes who waits in this process, as a notification would. */
  poke: (channel: Channel, key: string) => void;
  /** Lets every shopper who waits have an answer now, because this process is about to end. */
  release: () => void;
  isReleased: () => boolean;
  close: () => Promise<void>;
};

const queryTimeoutMs = 5_000;
const channels: Channel[] = ["try_on_changed", "try_on_nudged", "try_on_queued"];

export async function notify(
  db: Pick<Transaction, "$executeRaw">,
  channel: Channel,
  key: string,
): Promise<void> {
  await db.$executeRaw`select pg_notify(${channel}, ${key})`;
}

export async function createWake({ address, log }: { address: string; log: Log }): Promise<Wake> {
  const waiting = new Map<string, Set<() => void>>();
  let closed = false;
  let released = false;
  let client: Client | undefined;

  const poke = (channel: string, key: string) => {
    for (const wake of waiting.get(`${channel} ${key}`) ?? []) wake();
  };
  const wakeAll = () => {
    for (const waiters of waiting.values()) for (const wake of waiters) wake();
  };

  const listen = async () => {
    const next = new Client({ connectionString: address, keepAlive: true, query_timeout: queryTimeoutMs });
    next.on("notification", ({ channel, payload }) => poke(channel, payload ?? ""));
    // Without a listener an error ends the process; what follows from it is decided at the end of the connection.
    next.on("error", () => void next.end().catch(() => {}));
    try {
      await next.connect();
      for (const channel of channels) await next.query(`listen ${channel}`);
    } catch (error) {
      await next.end().catch(() => {});
      throw error;
    }
    // From here on only: an attempt that failed is repeated by whoever made it, and nobody else.
    next.on("end", () => {
      if (!closed) setTimeout(relisten, 500).unref();
    });
    client = next;
  };

  const relisten = () => {
    if (closed) return;
    listen().then(
      // What was said while nobody listened is lost, so everybody looks for themselves.
      wakeAll,
      (error: unknown) => {
        log.warn({ error: String(error) }, "the listening connection is down");
        setTimeout(relisten, 2_000).unref();
      },
    );
  };

  await listen();

  // A connection that died without a word would never end by itself.
  const pulse = setInterval(() => {
    const asked = client;
    asked?.query("select 1").catch(() => void asked.end().catch(() => {}));
  }, 15_000);
  pulse.unref();

  return {
    /** Begins to listen at once, so that whoever expects first and looks second misses nothing. */
    expect(channel, key) {
      const name = `${channel} ${key}`;
      const woken = Promise.withResolvers<void>();
      const waiters = waiting.get(name) ?? new Set();
      waiting.set(name, waiters.add(woken.resolve));
      const cancel = () => {
        waiters.delete(woken.resolve);
        if (waiters.size === 0 && waiting.get(name) === waiters) waiting.delete(name);
      };
      return {
        cancel,
        async within(ms, signal) {
          const stop = () => woken.resolve();
          const timer = setTimeout(stop, ms);
          signal?.addEventListener("abort", stop);
          if (signal?.aborted) stop();
          await woken.promise;
          clearTimeout(timer);
          signal?.removeEventListener("abort", stop);
          cancel();
        },
      };
    },
    poke,
    release() {
      released = true;
      wakeAll();
    },
    isReleased: () => released,
    async close() {
      closed = true;
      clearInterval(pulse);
      wakeAll();
      await client?.end();
    },
  };
}
