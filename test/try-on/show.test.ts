import { randomBytes, randomUUID } from "node:crypto";
import type { Prisma } from "@prisma/client";
import { pino } from "pino";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { connectDatabase } from "../../app/db.server.ts";
import { createLook } from "../../app/try-on/waiting/look.server.ts";
import { createShow } from "../../app/try-on/show.server.ts";
import { createWake, notify, type Wake } from "../../app/try-on/waiting/wake.server.ts";
import { createSigner } from "../../app/vault/signer.server.ts";
import { createTestDatabase, until } from "../helpers/house.ts";

const at = new Date("2026-05-04T12:00:00Z");
const ago = (seconds: number) => new Date(at.getTime() - seconds * 1_000);
const signer = createSigner([{ id: "test", bytes: randomBytes(32) }]);

describe("what a shopper is told of a try-on", () => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let db: ReturnType<typeof connectDatabase>;
  let wake: Wake;
  let show: ReturnType<typeof createShow>;
  let looks = 0;
  let shop: string;
  let connectionId: string;
  beforeAll(async () => {
    database = await createTestDatabase();
    db = connectDatabase(database.address, { poolSize: 4 });
    wake = await createWake({ address: database.address, log: pino({ level: "silent" }) });
    const look = createLook({ db, now: () => at });
    show = createShow({
      look: async (id) => {
        const seen = await look(id);
        looks += 1;
        return seen;
      },
      signer,
      wake,
      resultAddress: (id) => `/media/${id}`,
    });
  });
  afterAll(async () => {
    await wake.close();
    await db.$disconnect();
    await database.drop();
  });
  beforeEach(async () => {
    shop = `${randomUUID()}.myshopify.com`;
    await db.shop.create({ data: { domain: shop, installedAt: at } });
    connectionId = await addConnection(2);
  });

  const addConnection = async (parallelLimit: number) => {
    const row = {
      shopDomain: shop,
      provider: "p",
      baseAddress: "",
      model: "m",
      credentials: "",
      keyHint: "",
    };
    return (await db.connection.create({ data: { ...row, parallelLimit } })).id;
  };
  type Changes = Partial<Prisma.TryOnUncheckedCreateInput>;
  const add = async (changes: Changes = {}) => {
    const { id } = await db.tryOn.create({
      data: {
        id: randomUUID(),
        shopDomain: shop,
        connectionId,
        provider: "p",
        model: "m",
        visitorHash: "",
        productId: 1,
        productTitle: "",
        garments: [],
        day: "2026-05-04",
        takeBy: ago(-3_600),
        overBy: ago(-3_600),
        createdAt: at,
        ...changes,
      },
    });
    return id;
  };
  const running = (seconds: number, changes: Changes = {}) =>
    add({ state: "running", createdAt: ago(seconds + 1), submittedAt: ago(seconds), ...changes });
  const done = (tookSeconds: number, endedSecondsAgo = 60) =>
    add({ state: "done", submittedAt: ago(endedSecondsAgo + tookSeconds), endedAt: ago(endedSecondsAgo) });

  const ask = async (id: string, { of = shop, token = signer.sign("token", id), waitSeconds = 0 } = {}) => {
    const shown = await show({ shop: of, id, token, waitSeconds });
    return shown.ok ? shown.value : shown.code;
  };

  it("is the place in the line of its own connection, by the order in which they came", async () => {
    const other = await addConnection(2);
    const elsewhere = await add({ connectionId: other, createdAt: ago(50) });
    const third = await add({ createdAt: ago(10) });
    const first = await add({ createdAt: ago(30) });
    const second = await add({ createdAt: ago(20) });
    const shown = await Promise.all([first, second, third, elsewhere].map((id) => ask(id)));
    expect(shown.map((one) => typeof one === "object" && one.position)).toEqual([1, 2, 3, 1]);
  });

  it("is a time by what its connection has shown lately, and by how many it runs at once", async () => {
    for (const seconds of [9, 10, 11]) await done(seconds);
    await running(4);
    await running(7);
    const ids = [await add({ createdAt: ago(3) }), await add({ createdAt: ago(2) }), await add()];
    const shown = await Promise.all(ids.map((id) => ask(id)));
    expect(shown).toMatchObject([{ eta_ms: 13_000 }, { eta_ms: 16_000 }, { eta_ms: 23_000 }]);
  });

  it("is a time by the last fifteen alone, and by none that failed", async () => {
    for (let older = 0; older < 20; older += 1) await done(100, 1_000 + older);
    for (let failed = 0; failed < 10; failed += 1)
      await add({ state: "failed", submittedAt: ago(400), endedAt: ago(5 + failed) });
    for (let newer = 0; newer < 15; newer += 1) await done(8, 100 + newer);
    expect(await ask(await add())).toMatchObject({ eta_ms: 8_000 });
  });

  it("is the rest of the time and no place in line for one that runs", async () => {
    await done(10);
    expect(await ask(await running(4))).toMatchObject({ state: "running", position: 0, eta_ms: 6_000 });
    expect(await ask(await running(4, { state: "submitting" }))).toMatchObject({
      position: 0,
      eta_ms: 6_000,
    });
  });

  it("is never a time beyond its deadline, and never one in the past", async () => {
    await done(10);
    for (let ahead = 0; ahead < 40; ahead += 1) await add({ createdAt: ago(100 - ahead) });
    expect(await ask(await add({ overBy: ago(-45) }))).toMatchObject({ position: 41, eta_ms: 45_000 });
    expect(await ask(await running(900, { overBy: ago(5) }))).toMatchObject({ eta_ms: 1_000 });
  });

  it("is a guess where its connection has shown nothing, or is gone", async () => {
    expect(await ask(await add())).toMatchObject({ position: 1, eta_ms: 20_000 });
    expect(await ask(await add({ connectionId: null }))).toMatchObject({ position: 0, eta_ms: 20_000 });
  });

  it("is the result's address once it is done, as long as it is kept", async () => {
    const id = await done(10);
    const picture = { id: randomUUID(), shopDomain: shop, tryOnId: id, role: "result", hash: "" } as const;
    await db.picture.create({ data: { ...picture, key: "sealed", expiresAt: ago(-60) } });
    expect(await ask(id)).toEqual({
      id,
      state: "done",
      position: 0,
      eta_ms: 0,
      image_url: `/media/${picture.id}`,
      kept_ms: 60_000,
    });
    for (const change of [{ key: null }, { key: "sealed", expiresAt: at }]) {
      await db.picture.update({ where: { id: picture.id }, data: change });
      expect(await ask(id)).toMatchObject({ state: "done", failure: { code: "gone" } });
    }
  });

  it("is how long its own result is kept for, of many that are asked for at once", async () => {
    const result = (tryOnId: string, seconds: number) => ({
      id: randomUUID(),
      shopDomain: shop,
      tryOnId,
      role: "result" as const,
      hash: "",
      key: "sealed",
      expiresAt: new Date(at.getTime() + seconds * 1_000 + 1),
    });
    const ids = [await done(10), await done(10), await running(4), await done(10)];
    const [first = "", second = "", third = ""] = ids;
    await db.picture.createMany({
      data: [result(first, 86_400), result(second, 0), { ...result(third, 5), role: "photo" }],
    });
    const shown = await Promise.all(ids.map((id) => ask(id)));
    expect(shown.map((one) => typeof one === "object" && one.kept_ms)).toEqual([
      86_400_001,
      1,
      undefined,
      undefined,
    ]);
  });

  it("is a sentence for shoppers where it failed", async () => {
    const shown = await ask(await add({ state: "failed", failureCode: "timed_out" }));
    expect(shown).toMatchObject({ position: 0, eta_ms: 0, failure: { message: expect.any(String) } });
  });

  it("is nothing without the try-on's own token, nor in another shop", async () => {
    const id = await add();
    expect(await ask(id, { token: signer.sign("token", await add()) })).toBe("gone");
    expect(await ask(id, { of: "other.myshopify.com" })).toBe("gone");
    expect(await ask(randomUUID())).toBe("gone");
    expect(await ask("no id at all")).toBe("gone");
  });

  it("comes to who waits when it changes, and not when that is only said", async () => {
    const id = await add();
    looks = 0;
    const shown = ask(id, { waitSeconds: 3_600 });
    await until(() => looks === 1);
    await notify(db, "try_on_changed", id);
    await until(() => looks === 2);
    await db.tryOn.update({ where: { id }, data: { state: "submitting", submittedAt: at } });
    await notify(db, "try_on_changed", id);
    expect(await shown).toMatchObject({ state: "submitting" });
  });

  it("does not come for a step that makes no difference to who waits", async () => {
    const id = await running(1, { state: "submitting" });
    looks = 0;
    const shown = ask(id, { waitSeconds: 3_600 });
    await until(() => looks === 1);
    await db.tryOn.update({ where: { id }, data: { state: "running" } });
    await notify(db, "try_on_changed", id);
    await until(() => looks === 2);
    await db.tryOn.update({ where: { id }, data: { state: "failed", endedAt: at } });
    await notify(db, "try_on_changed", id);
    expect(await shown).toMatchObject({ state: "failed" });
  });

  it("is asked of the database in a few statements, however many ask at once", async () => {
    const ids = await Promise.all(
      Array.from({ length: 60 }, (_, place) => add({ createdAt: ago(60 - place) })),
    );
    let statements = 0;
    const counted = db.$extends({
      query: {
        $queryRaw({ args, query }) {
          statements += 1;
          return query(args);
        },
      },
    });
    const look = createLook({ db: counted, now: () => at });
    const seen = await Promise.all(ids.map((id) => look(id)));
    expect(seen.map((one) => one?.position)).toEqual(ids.map((_, place) => place + 1));
    expect(statements).toBeLessThanOrEqual(3);
  });
});
