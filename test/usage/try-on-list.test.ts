import { randomUUID } from "node:crypto";
import * as fc from "fast-check";
import type { Prisma, TryOn } from "@prisma/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectDatabase, type Database } from "../../app/db.server.ts";
import { orders } from "../../app/usage/list-choices.ts";
import { readList } from "../../app/usage/read-list.ts";
import { createTryOnList } from "../../app/usage/try-on-list.server.ts";
import { createTestDatabase } from "../helpers/house.ts";
import { someTryOn, wanted } from "./facts-of-a-shop.ts";

const [shop, stranger] = ["fitting-room.myshopify.com", "stranger.myshopify.com"];
const timeZone = "Pacific/Auckland";
const at = new Date("2026-11-20T10:00:00Z");
const today = "2026-11-20";

describe("the list of try-ons", () => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let db: Database;
  let all: TryOn[];
  const connection = randomUUID();
  const gone = randomUUID();
  beforeAll(async () => {
    database = await createTestDatabase();
    db = connectDatabase(database.address, { poolSize: 2 });
    for (const domain of [shop, stranger])
      await db.shop.create({ data: { domain, timeZone, installedAt: at } });
    const data = { shopDomain: shop, provider: "kling-gateway", baseAddress: "", model: "", credentials: "" };
    await db.connection.create({ data: { ...data, id: connection, keyHint: "abcd" } });
    const sample = (domain: string, connections: (string | null)[], seed: number) =>
      fc.sample(someTryOn(domain, timeZone, connections, at), { numRuns: 150, seed });
    const rows: Prisma.TryOnCreateManyInput[] = sample(shop, [connection, gone, null], 3);
    // Pressed at the very same moment, some are told apart by their ids alone.
    const [first] = rows;
    for (const row of rows.slice(0, 20))
      Object.assign(row, { createdAt: first?.createdAt, endedAt: first?.endedAt, day: first?.day });
    // The app was off for longer than an integer can say in milliseconds.
    Object.assign(rows[40] ?? {}, {
      state: "failed",
      failureCode: "busy",
      endedAt: new Date(at.getTime() + 40 * 24 * 3_600_000),
    });
    await db.tryOn.createMany({ data: [...rows, ...sample(stranger, [null], 5)] });
    all = await db.tryOn.findMany({ where: { shopDomain: shop } });
  });
  afterAll(async () => {
    await db.$disconnect();
    await database.drop();
  });

  const range = "from=2026-11-10&to=2026-11-20";
  const ask = async (query: string, size = 1_000) => {
    const { range: days, filters } = readList(new URLSearchParams(`${range}&${query}`), today);
    return createTryOnList({ db }).page(shop, days, filters, size);
  };
  const inDays = () => wanted(all, { from: "2026-11-10", to: "2026-11-20" });

  it.each<[string, (tryOn: TryOn) => boolean]>([
    ["", () => true],
    ["state=done", ({ state }) => state === "done"],
    ["state=failed", ({ state }) => state === "failed"],
    ["state=under_way", ({ state }) => state === "running"],
    ["failure=no_person", ({ failureCode }) => failureCode === "no_person"],
    ["product=2", ({ productId }) => productId === 2n],
    ["model=kolors-virtual-try-on-v1", ({ model }) => model === "kolors-virtual-try-on-v1"],
    [`connection=${connection}`, ({ connectionId }) => connectionId === connection],
    ["connection=removed", ({ connectionId }) => connectionId !== connection],
    ["askedBy=merchant", ({ askedBy }) => askedBy === "merchant"],
    [
      "state=done&product=1&askedBy=shopper",
      ({ state, productId, askedBy }) => state === "done" && productId === 1n && askedBy === "shopper",
    ],
    // What can't be read filters nothing.
    ["state=gone&failure=%27%3B--&product=x&connection=1&askedBy=nobody&order=up&after=..", () => true],
  ])("filtered by %j is all that fits, and nothing else", async (query, fits) => {
    const { rows } = await ask(query);
    const expected = inDays().filter(fits);
    expect(expected.length).toBeGreaterThan(0);
    expect(rows.map(({ id }) => id).toSorted()).toEqual(expected.map(({ id }) => id).toSorted());
  });

  it.each(orders)("in pages, %s first, is each once and in order", async (order) => {
    const seen: string[] = [];
    let after = "";
    for (;;) {
      const { rows, next } = await ask(`order=${order}&after=${after}`, 7);
      seen.push(...rows.map(({ id }) => id));
      if (next === undefined) break;
      after = next;
    }
    const took = ({ createdAt, endedAt }: TryOn) => (endedAt ?? createdAt).getTime() - createdAt.getTime();
    const placeOf = (one: TryOn) => (order === "longest" ? took(one) : one.createdAt.getTime());
    const up = order === "oldest" ? 1 : -1;
    const expected = inDays()
      .filter(({ endedAt }) => order !== "longest" || endedAt !== null)
      .toSorted((one, other) => up * (placeOf(one) - placeOf(other) || (one.id < other.id ? -1 : 1)));
    expect(seen).toEqual(expected.map(({ id }) => id));
  });

  it.each([
    "2026-99-99T00:00:00.000000Z_00000000-0000-4000-8000-000000000000",
    "1.5_not-an-id",
    "12.345678_00000000-0000-4000-8000-000000000000",
    "'_'",
  ])("begins anew at a place that can't be, %j", async (after) => {
    const [{ rows }, first] = [await ask(`after=${encodeURIComponent(after)}`), await ask("")];
    expect(rows).toEqual(first.rows);
  });

  it("says of a try-on what its merchant may know, and nothing of the picture or the visitor", async () => {
    const { rows } = await ask("state=failed&failure=no_person");
    const [shown] = rows;
    const row = all.find(({ id }) => id === shown?.id);
    expect(shown).toEqual({
      id: row?.id,
      at: row?.createdAt.toISOString().replace("Z", "000Z"),
      day: row?.day,
      productId: String(row?.productId),
      product: row?.productTitle,
      provider: "kling-gateway",
      providerName: { key: "connections.provider.kling_gateway" },
      model: expect.stringContaining("Kolors"),
      connection: row?.connectionId,
      askedBy: row?.askedBy,
      comparisonId: row?.comparisonId,
      state: "failed",
      failure: "no_person",
      ms: (row?.endedAt?.getTime() ?? 0) - (row?.createdAt.getTime() ?? 0),
      price: String(row?.priceMicros),
      charge: row?.charge,
      stoodIn: false,
      liked: null,
    });
  });

  it("offers as filters what there is in these days", async () => {
    const days = { from: "2026-11-10", to: today };
    expect(await createTryOnList({ db }).choices(shop, days)).toEqual({
      models: [
        { id: "kolors-virtual-try-on-v1", label: "Kolors Virtual Try-On v1" },
        { id: "kolors-virtual-try-on-v1-5", label: "Kolors Virtual Try-On v1.5" },
      ],
      connections: [
        {
          id: connection,
          provider: "kling-gateway",
          label: { key: "connections.provider.kling_gateway" },
          keyHint: "abcd",
        },
      ],
      hasRemoved: true,
    });
  });
});
