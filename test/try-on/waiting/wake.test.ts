import { createServer, connect, type Socket } from "node:net";
import { once } from "node:events";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectDatabase } from "../../../app/db.server.ts";
import { createWake, notify, type Wake } from "../../../app/try-on/waiting/wake.server.ts";
import { createTestDatabase, until } from "../../helpers/house.ts";

describe("waiting for a notification", () => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let db: ReturnType<typeof connectDatabase>;
  let wake: Wake;
  let wire: Awaited<ReturnType<typeof startWire>>;
  beforeAll(async () => {
    database = await createTestDatabase();
    db = connectDatabase(database.address, { poolSize: 2 });
    wire = await startWire(Number(new URL(database.address).port));
    const address = new URL(database.address);
    address.port = String(wire.port);
    wake = await createWake({ address: address.href, log: pino({ level: "silent" }) });
  });
  afterAll(async () => {
    await wake.close();
    await wire.close();
    await db.$disconnect();
    await database.drop();
  });

  const listening = async () => {
    const rows = await db.$queryRaw<{ count: bigint }[]>`
      select count(*) as count from pg_stat_activity
      where datname = current_database() and query ilike 'listen %'`;
    return Number(rows[0]?.count);
  };
  const isWoken = async () => {
    const waiter = wake.expect("try_on_changed", "one");
    await notify(db, "try_on_changed", "one");
    await waiter.within(3_600_000);
    return true;
  };

  it("ends as soon as it comes, whoever else is told something else", async () => {
    const waiter = wake.expect("try_on_changed", "one");
    await notify(db, "try_on_changed", "another");
    await notify(db, "try_on_nudged", "one");
    await notify(db, "try_on_changed", "one");
    await waiter.within(3_600_000);
    expect(await isWoken()).toBe(true);
  });

  it("ends when its time is up, and when it is called off", async () => {
    await wake.expect("try_on_changed", "one").within(1);
    const calling = new AbortController();
    const waiting = wake.expect("try_on_changed", "one").within(3_600_000, calling.signal);
    calling.abort();
    await waiting;
    await wake.expect("try_on_changed", "one").within(3_600_000, calling.signal);
    expect(wake.isReleased()).toBe(false);
  });

  it("ends for each of many who wait for the same, and for nobody who has turned away", async () => {
    const woken: string[] = [];
    const waiters = ["first", "second", "third"].map((who) => ({
      who,
      waiter: wake.expect("try_on_changed", "one"),
    }));
    const [, second] = waiters;
    second?.waiter.cancel();
    for (const { who, waiter } of waiters) void waiter.within(3_600_000).then(() => woken.push(who));
    wake.poke("try_on_changed", "one");
    await until(() => woken.length >= 2);
    expect(woken).toEqual(["first", "third"]);
    waiters.push({ who: "later", waiter: wake.expect("try_on_changed", "one") });
    wake.poke("try_on_changed", "one");
    await waiters.at(-1)?.waiter.within(3_600_000);
  });

  it("goes on after the database was away for a while, on one connection and no more", async () => {
    wire.cut();
    await until(() => wire.refused >= 3);
    wire.mend();
    await until(async () => (await listening()) > 0);
    expect(await isWoken()).toBe(true);
    expect(await listening()).toBe(1);
  });
});

/** A way to the database that can be cut and mended. */
async function startWire(port: number) {
  let isCut = false;
  let refused = 0;
  const open = new Set<Socket>();
  const server = createServer((near) => {
    open.add(near);
    near.on("error", () => {});
    if (isCut) {
      refused += 1;
      near.destroy();
      return;
    }
    const far = connect(port, "127.0.0.1");
    far.on("error", () => near.destroy());
    near.on("close", () => far.destroy());
    far.on("close", () => near.destroy());
    near.pipe(far).pipe(near);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return {
    port: address && typeof address === "object" ? address.port : 0,
    get refused() {
      return refused;
    },
    cut() {
      isCut = true;
      for (const socket of open) socket.destroy();
    },
    mend() {
      isCut = false;
    },
    async close() {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
