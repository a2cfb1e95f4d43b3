import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import * as operations from "../../app/catalog/operations.ts";
import { createReading } from "../../app/catalog/reading.server.ts";
import { batchSize, createSteps, mostByPages } from "../../app/catalog/reading-steps.server.ts";
import { connectDatabase, type Database } from "../../app/db.server.ts";
import type { Enqueue } from "../../app/jobs/enqueue.server.ts";
import type { ReadLines } from "../../app/providers/read-lines.server.ts";
import { createTestDatabase } from "../helpers/house.ts";

const shop = "shop.myshopify.com";
const operation = "gid://shopify/BulkOperation/7";
const count = mostByPages + batchSize * 30;

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
  await db.shop.create({ data: { domain: shop, installedAt: new Date(0) } });
});

const readJob = z.object({ shop: z.string(), turn: z.number() });
const publishJob = z.object({ shards: z.array(z.number()) });

const fields = {
  title: "Shirt",
  handle: "shirt",
  status: "ACTIVE",
  productType: "Shirts",
  vendor: "",
  tags: [],
  updatedAt: "2026-11-01T00:00:00Z",
};
const productLine = (number: number) => JSON.stringify({ id: `gid://shopify/Product/${number}`, ...fields });
const variantLine = (number: number) =>
  JSON.stringify({
    id: `gid://shopify/ProductVariant/${number}`,
    __parentId: `gid://shopify/Product/${number}`,
  });
const wholeFile = Array.from({ length: count }, (_none, place) => [
  productLine(place + 1),
  variantLine(place + 1),
]).flat();

/** A Shopify that has the file ready, hands out its lines as a test wants, and counts what it is asked for. */
function openShopify(lines: string[] = wholeFile, rootObjectCount = String(count)) {
  const asked: string[] = [];
  const answers = new Map<string, unknown>([
    [operations.howMany, { productsCount: { count } }],
    [
      operations.collectionPage,
      { collections: { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } } },
    ],
    [operations.runningBulk, { bulkOperations: { nodes: [] } }],
    [operations.runBulk, { bulkOperationRunQuery: { bulkOperation: { id: operation }, userErrors: [] } }],
    [
      operations.bulkState,
      { bulkOperation: { status: "COMPLETED", rootObjectCount, url: "https://file.example" } },
    ],
  ]);
  const jobs: { shop: string; turn: number }[] = [];
  const published: number[][] = [];
  /** How many lines are read before the process is killed. */
  const cut = { after: Infinity };
  const readLines: ReadLines = async function* (_address, from) {
    let [end, read] = [0, 0];
    for (const text of lines) {
      end += Buffer.byteLength(text) + 1;
      if (end <= from) continue;
      if (read === cut.after) throw new Error("killed");
      read += 1;
      yield { text, end };
    }
  };
  const enqueue: Enqueue = async (name, data) => {
    if (name === "catalog.read") jobs.push(readJob.parse(data));
    if (name === "catalog.publish") published.push(publishJob.parse(data).shards);
  };
  const now = () => new Date();
  const ask = async <Answer>(_shop: string, text: string, shape: z.ZodType<Answer>): Promise<Answer> => {
    asked.push(text);
    return shape.parse(answers.get(text));
  };
  const reading = createReading({ db, enqueue, steps: createSteps({ ask, readLines, now }), now });
  /** Job after job, as long as one waits. */
  const work = async () => {
    for (let job = jobs.shift(); job; job = jobs.shift()) await reading.goOn(job.shop, job.turn);
  };
  return { asked, answers, jobs, published, cut, reading, work };
}

const row = () => db.catalogReading.findUniqueOrThrow({ where: { shopDomain: shop } });

describe("a reading that is cut off in the middle", () => {
  it("is begun once, however often it is asked for at once", async () => {
    const { reading, jobs, work } = openShopify();
    const asked = await Promise.all([1, 2, 3].map(() => reading.start(shop)));
    expect(asked.filter(Boolean)).toHaveLength(1);
    expect(jobs).toHaveLength(1);
    await work();
  });

  it("goes on where it was, by whoever takes its job, and loses and doubles nothing", async () => {
    const { reading, jobs, cut, work, asked } = openShopify();
    await reading.start(shop);
    let kills = 0;
    cut.after = batchSize * 7;
    while (jobs.length > 0) {
      const [job] = jobs;
      try {
        await work();
      } catch (error) {
        expect(String(error)).toContain("killed");
        kills += 1;
        const { cursor, read } = await row();
        expect(read).toBe(await db.product.count());
        expect(Number(cursor)).toBe(
          Buffer.byteLength(wholeFile.slice(0, read * 2).join("\n")) + (read > 0 ? 1 : 0),
        );
        const { turn } = await row();
        jobs.push({ shop, turn });
        if (kills > 40) throw new Error(`it never ends: ${JSON.stringify(job)}`, { cause: error });
      }
    }
    expect(kills).toBeGreaterThan(5);
    expect(await db.product.count()).toBe(count);
    expect(await reading.of(shop)).toMatchObject({ state: "done", read: count });
    expect(asked.filter((text) => text === operations.runBulk)).toHaveLength(1);
  });

  it("is gone on with by one alone, however many take the job at once", async () => {
    const { reading, jobs, work } = openShopify();
    await reading.start(shop);
    while (jobs.length > 0) {
      const [job] = jobs.splice(0);
      if (job) await Promise.all([1, 2, 3].map(() => reading.goOn(job.shop, job.turn)));
      expect(jobs.length).toBeLessThanOrEqual(1);
    }
    await work();
    expect(await reading.of(shop)).toMatchObject({ state: "done", read: count });
    expect(await db.product.count()).toBe(count);
  });

  it("finds the operation again that it began before it could write that down", async () => {
    const { reading, work, answers, asked } = openShopify();
    const begun = { id: operation, status: "RUNNING", query: operations.allProducts };
    const nodes = [
      { ...begun, id: "gid://shopify/BulkOperation/5", createdAt: new Date(0).toISOString() },
      {
        ...begun,
        id: "gid://shopify/BulkOperation/6",
        query: "{ orders }",
        createdAt: new Date().toISOString(),
      },
      { ...begun, createdAt: new Date().toISOString() },
    ];
    answers.set(operations.runningBulk, { bulkOperations: { nodes } });
    await reading.start(shop);
    await work();
    expect(asked).not.toContain(operations.runBulk);
    expect((await row()).operationId).toBe(operation);
  });

  it("is not gone on with by a job of the reading before", async () => {
    const { reading, jobs, asked } = openShopify();
    await reading.start(shop);
    const [old] = jobs.splice(0);
    await db.catalogReading.updateMany({ data: { movedAt: new Date(0) } });
    await reading.start(shop);
    await reading.goOn(shop, old?.turn ?? 0);
    expect(asked).toEqual([]);
  });

  it("writes nothing more into a shop that leaves in the middle", async () => {
    const { reading, jobs, cut, work } = openShopify();
    await reading.start(shop);
    cut.after = batchSize * 4;
    await expect(work()).rejects.toThrow("killed");
    const { turn } = await row();
    await db.catalogReading.deleteMany();
    await db.product.deleteMany();
    cut.after = Infinity;
    await reading.goOn(shop, turn);
    expect([await db.product.count(), jobs]).toEqual([0, []]);
  });
});

describe("a file that is not what it should be", () => {
  it.each<[string, string[]]>([
    ["ends too early", wholeFile.slice(0, 600)],
    ["ends in the middle of a line", [...wholeFile.slice(0, 600), productLine(301).slice(0, 20)]],
    ["has a line that is no JSON", [productLine(1), "<html>", productLine(2)]],
    ["has a product without a title", [productLine(1), '{"id":"gid://shopify/Product/2"}']],
    ["has no lines", []],
  ])("because it %s takes nothing away, and says so", async (_what, lines) => {
    await db.product.create({
      data: {
        shopDomain: shop,
        id: 9_999_999n,
        title: "Here before",
        active: true,
        pictures: {},
        readAt: new Date(0),
      },
    });
    const { reading, work, published } = openShopify(lines);
    await reading.start(shop);
    await work();
    expect(await reading.of(shop)).toMatchObject({
      state: "trouble",
      trouble: { key: "products.reading.trouble.incomplete" },
    });
    expect(await db.product.count({ where: { id: 9_999_999n } })).toBe(1);
    expect(published).toHaveLength(1);
  });

  it("may well hold films, products without anything, and what comes in the order of the lines", async () => {
    const { reading, work } = openShopify(
      [
        productLine(1),
        '{"id":"gid://shopify/Video/1","__parentId":"gid://shopify/Product/1"}',
        '{"id":"gid://shopify/MediaImage/1","image":{"url":"https://a.example/a.jpg","width":900,"height":900},"__parentId":"gid://shopify/Product/1"}',
        '{"id":"gid://shopify/MediaImage/2","image":null,"__parentId":"gid://shopify/Product/1"}',
        '{"id":"gid://shopify/Collection/5","__parentId":"gid://shopify/Product/1"}',
        variantLine(1),
        '{"id":"gid://shopify/MediaImage/1","image":{"url":"https://a.example/a.jpg","width":900,"height":900},"__parentId":"gid://shopify/ProductVariant/1"}',
        productLine(2),
      ],
      "2",
    );
    await reading.start(shop);
    await work();
    const rows = await db.product.findMany({ orderBy: { id: "asc" } });
    const picture = { address: "https://a.example/a.jpg", width: 900, height: 900 };
    expect(rows).toMatchObject([
      {
        id: 1n,
        collections: [5n],
        readiness: "ready",
        pictures: { featured: null, others: [picture], variants: [{ id: "1", picture }] },
      },
      { id: 2n, collections: [], readiness: "no_picture" },
    ]);
  });
});

describe("an operation that Shopify does not take", () => {
  const refusing = (code: string) => ({
    bulkOperationRunQuery: { bulkOperation: null, userErrors: [{ code }] },
  });

  it("because of others is asked for again later", async () => {
    const { reading, jobs, answers, work } = openShopify();
    answers.set(operations.runBulk, refusing("LIMIT_REACHED"));
    await reading.start(shop);
    const [first] = jobs.splice(0);
    await reading.goOn(shop, first?.turn ?? 0);
    expect(await reading.of(shop)).toMatchObject({ state: "running" });
    answers.set(operations.runBulk, {
      bulkOperationRunQuery: { bulkOperation: { id: operation }, userErrors: [] },
    });
    await work();
    expect(await reading.of(shop)).toMatchObject({ state: "done" });
  });

  it("for another reason ends the reading with a word to the merchant", async () => {
    const { reading, answers, work } = openShopify();
    answers.set(operations.runBulk, refusing("INVALID"));
    await reading.start(shop);
    await work();
    expect(await reading.of(shop)).toMatchObject({
      state: "trouble",
      trouble: { key: "products.reading.trouble.refused" },
    });
  });
});
