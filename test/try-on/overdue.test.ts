import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TryOn, TryOnState } from "@prisma/client";
import { createEndOverdue } from "../../app/try-on/overdue.server.ts";
import { type House, startHouse, until } from "../helpers/house.ts";
import { press } from "../helpers/shopper.ts";
import { recountMoney } from "../usage/recount.ts";

const noon = new Date("2025-11-30T12:00:00Z");
const price = 70_000n;

describe("a try-on that nobody drives", () => {
  let house: House;
  let at = noon;
  beforeAll(async () => {
    house = await startHouse({ now: () => at, sandbox: { taskMs: Infinity } });
    await house.db.connection.updateMany({ data: { parallelLimit: 1 } });
    await house.db.connectionModel.updateMany({ data: { priceMicros: price } });
  });
  afterAll(() => house.stop());

  const later = (seconds: number) => new Date(noon.getTime() + seconds * 1_000);

  /** A row whose job is lost, with a photo whose bytes nobody can read any more. */
  async function put(
    state: TryOnState,
    refusedStarts: number,
    takeBy: number,
    overBy: number,
  ): Promise<string> {
    const id = crypto.randomUUID();
    const { id: connectionId } = await house.db.connection.findFirstOrThrow();
    const shopDomain = house.shop.domain;
    await house.db.tryOn.create({
      data: {
        id,
        shopDomain,
        connectionId,
        state,
        refusedStarts,
        provider: "kling-gateway",
        model: "kolors-virtual-try-on-v1-5",
        visitorHash: "visitor",
        productId: 1n,
        productTitle: "",
        garments: [],
        priceMicros: price,
        day: "2025-11-30",
        createdAt: noon,
        takeBy: later(takeBy),
        overBy: later(overBy),
        ...(state === "done" || state === "failed" ? { charge: "spent" } : {}),
      },
    });
    const expiresAt = later(10_000);
    await house.db.picture.create({
      data: { id: crypto.randomUUID(), tryOnId: id, shopDomain, role: "photo", key: "", hash: "", expiresAt },
    });
    return id;
  }

  it("ends when its time is over, with its photo, and not before; what has ended stays as it is", async () => {
    const busy = { state: "failed", failureCode: "busy", charge: "returned" } as const;
    const timedOut = { state: "failed", failureCode: "timed_out" } as const;
    const rows: [TryOnState, refused: number, takeBy: number, overBy: number, Partial<TryOn>][] = [
      ["queued", 0, 60, 600, busy],
      ["queued", 2, 60, 600, { ...timedOut, charge: "returned" }],
      ["queued", 0, 101, 600, { state: "queued", charge: "reserved" }],
      ["submitting", 0, 60, 99, { ...timedOut, charge: "spent" }],
      ["submitting", 0, 60, 101, { state: "submitting", charge: "reserved" }],
      ["running", 0, 60, 99, { ...timedOut, charge: "spent" }],
      ["running", 0, 60, 101, { state: "running", charge: "reserved" }],
      ["done", 0, 60, 99, { state: "done", failureCode: null, charge: "spent" }],
      ["failed", 0, 60, 99, { state: "failed", failureCode: null, charge: "spent" }],
    ];
    const ids: string[] = [];
    for (const [state, refused, takeBy, overBy] of rows) ids.push(await put(state, refused, takeBy, overBy));
    const spend = { shopDomain: house.shop.domain, month: "2025-11" };
    await house.db.spend.create({
      data: { ...spend, reservedMicros: price * 7n, spentMicros: price * 2n },
    });
    await house.db.tally.create({
      data: {
        shopDomain: house.shop.domain,
        scope: "visitor",
        key: "visitor",
        period: "2025-11-30",
        count: 9,
        expiresAt: later(100_000),
      },
    });

    at = later(100);
    // The last that is done for each: its photo goes after its row has ended.
    const receipts = { what: "photo", why: "finished" } as const;
    await until(async () => (await house.db.receipt.count({ where: receipts })) === 4);
    const found = await house.db.tryOn.findMany({ include: { pictures: true } });
    const byId = new Map(found.map((tryOn) => [tryOn.id, tryOn]));
    for (const [index, [, , , , after]] of rows.entries()) {
      const tryOn = byId.get(ids[index] ?? "");
      expect(tryOn).toMatchObject(after);
      expect(tryOn?.pictures).toHaveLength(tryOn?.endedAt?.getTime() === at.getTime() ? 0 : 1);
    }
    const { kept, counted } = await recountMoney(house.db);
    expect(kept).toEqual(counted);
    expect((await house.db.tally.findFirstOrThrow()).count).toBe(7);
    await house.db.tryOn.deleteMany();
  });

  it("and can't be ended keeps nobody who comes after it, and is heard of", async () => {
    const ids = [await put("queued", 0, 300, 600), await put("queued", 0, 300, 600)];
    const tried: string[] = [];
    const endOverdue = createEndOverdue({
      db: house.db,
      fail: async ({ id }) => {
        tried.push(id);
        throw new Error(`no end for ${id}`);
      },
      now: () => later(301),
    });
    await expect(endOverdue()).rejects.toThrow("no end for");
    expect(tried.toSorted()).toEqual(ids.toSorted());
    await house.db.tryOn.deleteMany();
  });

  it("because the line before it does not move hears of it, and the one before it goes on", async () => {
    at = noon;
    const [first, second] = [await press(house), await press(house)];
    expect([first.status, second.status]).toEqual([202, 202]);
    await until(() => house.db.tryOn.findFirst({ where: { state: "running" } }));
    at = later(61);
    await until(() => house.db.tryOn.findFirst({ where: { state: "failed", failureCode: "busy" } }));
    expect(await house.db.tryOn.count({ where: { state: "running" } })).toBe(1);
    expect(house.sandbox.world.tasks).toHaveLength(1);
  });
});
