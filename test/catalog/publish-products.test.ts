import type { Prisma } from "@prisma/client";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createPublishProducts } from "../../app/catalog/publish-products.server.ts";
import { allShards, readTold, shardCount, shardKey, shardOf } from "../../app/catalog/shards.ts";
import type { Metafield } from "../../app/catalog/storefront.server.ts";
import type { ProductRule } from "../../app/catalog/takes-part.ts";
import { connectDatabase, type Database } from "../../app/db.server.ts";
import { createTestDatabase, until } from "../helpers/house.ts";

const domain = "shop.myshopify.com";
const picture = { address: "https://cdn.shopify.com/s/shirt.jpg", width: 900, height: 1_200 };
const idsPerShard = 3;
const ids = Array.from({ length: shardCount * idsPerShard }, (_none, place) => BigInt(place + 1));

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let db: Database;
beforeAll(async () => {
  database = await createTestDatabase();
  db = connectDatabase(database.address, { poolSize: 6 });
});
afterAll(async () => {
  await db.$disconnect();
  await database.drop();
});
beforeEach(async () => {
  await db.shop.deleteMany();
  await db.shop.create({ data: { domain, installedAt: new Date(0) } });
  await db.product.createMany({ data: ids.map((id) => ({ id, ...shirt })) });
});

const shirt = {
  shopDomain: domain,
  title: "Shirt",
  active: true,
  kind: "upper",
  pictures: { featured: picture, variants: [] },
};

/** A storefront that remembers what it was told, call by call, and answers as a test wants it to. */
function openStorefront(answer: () => Promise<void> = async () => {}) {
  const calls: string[][] = [];
  const values = new Map<string, string>();
  const tell = async (_shop: string, metafields: Metafield[]) => {
    calls.push(metafields.map(({ key }) => key));
    await answer();
    for (const { key, value } of metafields) values.set(key, value);
  };
  const kindOf = (id: bigint): unknown => JSON.parse(values.get(shardKey(shardOf(id))) ?? "{}")[String(id)];
  return { calls, values, kindOf, ...createPublishProducts({ db, tell }) };
}

const change = (id: bigint, data: Prisma.ProductUpdateInput) =>
  db.product.update({ where: { shopDomain_id: { shopDomain: domain, id } }, data });

const connect = (model: { provider: string; model: string }, position = 0) =>
  db.connection.create({
    data: {
      shopDomain: domain,
      baseAddress: "https://one.example",
      credentials: "",
      keyHint: "",
      testedAt: new Date(0),
      position,
      ...model,
    },
  });
const looksForItself = { provider: "kling-gateway", model: "kolors-virtual-try-on-v1-5" };
const needsKind = { provider: "hidream", model: "hidream-vton" };

describe("the products that have the button", () => {
  it("are told in calls of 25 shards at most, each product under its kind", async () => {
    await change(2n, { kind: "dress" });
    await change(3n, { kind: "none" });
    await change(4n, { active: false });
    await change(5n, { kind: null });
    await change(6n, { kind: "none", chosenKind: "lower" });
    await change(7n, { readiness: "no_picture" });
    const storefront = openStorefront();
    await storefront.all(domain);
    expect(storefront.calls.map((keys) => keys.length)).toEqual([25, 25, 11]);
    expect(storefront.calls.flat()).toEqual(allShards.map(shardKey));
    expect([1n, 2n, 3n, 4n, 5n].map(storefront.kindOf)).toEqual([
      "upper",
      "dress",
      undefined,
      undefined,
      "any",
    ]);
    expect(ids.filter((id) => storefront.kindOf(id) === undefined)).toEqual([3n, 4n, 7n]);
  });

  it("are not told again while they stay the same, and of what has changed only its shard is", async () => {
    const storefront = openStorefront();
    await storefront.all(domain);
    storefront.calls.length = 0;
    await change(7n, { title: "Another title" });
    await storefront.all(domain);
    expect(storefront.calls).toEqual([]);
    await change(7n, { kind: "dress" });
    await change(8n, { kind: "dress" });
    await storefront.publish(domain, [shardOf(7n)]);
    expect(storefront.calls).toEqual([[shardKey(shardOf(7n))]]);
    expect([7n, 8n].map(storefront.kindOf)).toEqual(["dress", "upper"]);
    await db.product.deleteMany({ where: { id: 7n } });
    await storefront.all(domain);
    expect(storefront.calls.slice(1)).toEqual([[7n, 8n].map((id) => shardKey(shardOf(id)))]);
    expect([7n, 8n].map(storefront.kindOf)).toEqual([undefined, "dress"]);
  });

  it("are another shop's own", async () => {
    await db.shop.create({ data: { domain: "other.myshopify.com", installedAt: new Date(0) } });
    const storefront = openStorefront();
    await storefront.all("other.myshopify.com");
    expect(new Set(storefront.values.values())).toEqual(new Set(["{}"]));
  });

  it("are read to the last one, however many there are", async () => {
    const many = Array.from({ length: 2_300 }, (_none, place) => BigInt(10_000 + place * shardCount));
    await db.product.createMany({ data: many.map((id) => ({ id, ...shirt })) });
    const storefront = openStorefront();
    await storefront.publish(domain, [shardOf(10_000n)]);
    expect(many.every((id) => storefront.kindOf(id) === "upper")).toBe(true);
  });
});

describe("a model that has to be told the kind", () => {
  it("takes the button from what nothing tells the kind of, and gives it back as it goes", async () => {
    await change(5n, { kind: null });
    await connect(looksForItself, 1);
    const storefront = openStorefront();
    await storefront.stale(domain);
    expect(storefront.kindOf(5n)).toBe("any");
    storefront.calls.length = 0;
    await storefront.stale(domain);
    expect(storefront.calls).toEqual([]);

    const { id } = await connect(needsKind);
    await storefront.stale(domain);
    expect(storefront.kindOf(5n)).toBeUndefined();
    expect(storefront.calls).toEqual([[shardKey(5)]]);
    await db.connection.update({ where: { id }, data: { paused: true } });
    await storefront.stale(domain);
    expect(storefront.kindOf(5n)).toBe("any");
  });

  it("counts as soon as it stands in for the first", async () => {
    await change(5n, { kind: null });
    const first = await connect(looksForItself);
    const second = await connect(needsKind, 1);
    await db.connection.update({ where: { id: second.id }, data: { standsIn: true } });
    const storefront = openStorefront();
    await storefront.stale(domain);
    expect(storefront.kindOf(5n)).toBe("any");
    await db.connection.update({ where: { id: first.id }, data: { unwell: "balance_gone" } });
    await storefront.stale(domain);
    expect(storefront.kindOf(5n)).toBeUndefined();
  });
});

describe("what Shopify did not take", () => {
  it("is not remembered as told, and is told the next time; what it took before is not told again", async () => {
    let call = 0;
    const storefront = openStorefront(async () => {
      call += 1;
      if (call === 2) throw new Error("Shopify is away");
    });
    await expect(storefront.all(domain)).rejects.toThrow("Shopify is away");
    expect(Object.keys(await told())).toEqual(allShards.slice(0, 25).map(String));
    await storefront.stale(domain);
    expect(storefront.calls.map((keys) => keys[0])).toEqual([0, 25, 25, 50].map(shardKey));
    expect(ids.every((id) => storefront.kindOf(id) === "upper")).toBe(true);
  });

  // Told, but the answer was lost; and the merchant has taken the change back meanwhile.
  it("counts as unknown when no answer came: what was told before is told again", async () => {
    const storefront = openStorefront();
    await storefront.all(domain);
    await change(7n, { kind: "dress" });
    const lost = openStorefront(() => Promise.reject(new Error("no answer")));
    await expect(lost.publish(domain, [shardOf(7n)])).rejects.toThrow("no answer");
    await change(7n, { kind: "upper" });
    storefront.calls.length = 0;
    await storefront.publish(domain, [shardOf(7n)]);
    expect(storefront.calls).toEqual([[shardKey(shardOf(7n))]]);
  });
});

describe("telling", () => {
  it("is in turn: what was judged earlier is not told later", async () => {
    let isHeld = false;
    const gate = Promise.withResolvers<void>();
    const held = Promise.withResolvers<void>();
    const storefront = openStorefront(async () => {
      if (isHeld) return;
      isHeld = true;
      held.resolve();
      await gate.promise;
    });
    const first = storefront.publish(domain, [shardOf(7n)]);
    await held.promise;
    await change(7n, { kind: "dress" });
    const second = storefront.publish(domain, [shardOf(7n)]);
    await until(async () => storefront.calls.length > 1 || (await someoneWaits()));
    gate.resolve();
    await Promise.all([first, second]);
    expect(storefront.kindOf(7n)).toBe("dress");
    expect(storefront.calls).toHaveLength(2);
  });

  it("looks in turn for what another rule holds for: a rule that is taken back at once leaves nothing of itself", async () => {
    const storefront = openStorefront();
    await storefront.all(domain);
    const rule = (productRule: ProductRule) =>
      db.shop.update({ where: { domain }, data: { settings: { productRule } } });
    await rule({ by: "tags", values: ["winter"] });
    const gate = Promise.withResolvers<void>();
    const held = Promise.withResolvers<void>();
    const reading = db.$transaction(async (transaction) => {
      await transaction.$executeRaw`lock table product in access exclusive mode`;
      held.resolve();
      await gate.promise;
    });
    await held.promise;
    const first = storefront.publish(domain, [shardOf(7n)]);
    await until(() => someoneWaits("relation"));
    await rule({ by: "all" });
    let isDone = false;
    const second = storefront.stale(domain).finally(() => (isDone = true));
    await until(async () => isDone || (await someoneWaits()));
    gate.resolve();
    await Promise.all([reading, first, second]);
    expect(storefront.kindOf(7n)).toBe("upper");
  });

  it("is not remembered for a shop that left and came back meanwhile", async () => {
    const storefront = openStorefront(async () => {
      await db.shop.update({ where: { domain }, data: { installedAt: new Date(1), toldShards: {} } });
    });
    await storefront.publish(domain, [3]);
    expect(await told()).toEqual({});
  });

  it("says nothing to a shop that has left", async () => {
    await db.shop.update({ where: { domain }, data: { uninstalledAt: new Date(1) } });
    const storefront = openStorefront();
    await storefront.all(domain);
    await storefront.stale(domain);
    expect(storefront.calls).toEqual([]);
  });
});

async function someoneWaits(forA: "advisory" | "relation" = "advisory"): Promise<boolean> {
  const waiting = await db.$queryRaw<unknown[]>`
    select 1 from pg_locks join pg_database on pg_database.oid = database
    where locktype = ${forA} and not granted and datname = current_database()`;
  return waiting.length > 0;
}

async function told() {
  return readTold((await db.shop.findUniqueOrThrow({ where: { domain } })).toldShards);
}
