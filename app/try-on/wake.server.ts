/**
 * Waiting without asking: one listening connection a process, however many wait. `changed` wakes shoppers when a row has
 * moved, `nudged` wakes the driver of a try-on when its provider has called back.
 */
import { Client } from "pg";
import type { Transaction } from "../db.server.ts";
import type { Log } from "../log.server.ts";

export type Channel = "try_on_changed" | "try_on_nudged" | "try_on_queued";
export type Waiter = { within: (ms: number, signal?: AbortSignal) => Promise<void>; cancel: () => void };
export type Wake = { expect: (channel: Channel, key: string) => Waiter; close: () => Promise<void> };

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
  let client: Client | undefined;

  const wakeAll = () => {
    for (const waiters of waiting.values()) for (const wake of waiters) wake();
  };

  const listen = async () => {
    const next = new Client({ connectionString: address, keepAlive: true });
    next.on("notification", ({ channel, payload }) => {
      for (const wake of waiting.get(`${channel} ${payload}`) ?? []) wake();
    });
    next.on("error", () => void next.end().catch(() => {}));
    next.on("end", () => {
      if (!closed) setTimeout(relisten, 500).unref();
    });
    await next.connect();
    for (const channel of channels) await next.query(`listen ${channel}`);
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
    async close() {
      closed = true;
      wakeAll();
      await client?.end();
    },
  };
}
