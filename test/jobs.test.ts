import { PgBoss } from "pg-boss";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createEnqueue, type Enqueue, type JobName } from "../app/jobs.server.ts";
import { createTestDatabase, type House, startHouse, until } from "./helpers/house.ts";
import { untilIdle } from "./helpers/shops.ts";

const stranger = "stranger.myshopify.com";

let house: House;
let boss: PgBoss;
beforeAll(async () => {
  house = await startHouse();
  boss = new PgBoss({ connectionString: house.databaseAddress, supervise: false, schedule: false });
  await boss.start();
});
afterAll(async () => {
  await boss.stop({ graceful: false });
  await house.stop();
});

// One at each look, every few seconds, they would not be done within this test's time.
it("a burst of jobs is done one after the other without a pause, and one that fails is alone with it", async () => {
  const enqueue = createEnqueue(boss);
  const shops = Array.from({ length: 40 }, (_none, place) => (place === 7 ? stranger : house.shop.domain));
  await Promise.all(shops.map((shop) => enqueue("shop.publish", { shop })));
  await untilIdle(house, house.shop.domain);
  const failed = await until(async () => {
    const [job] = await boss.findJobs("shop.publish", { data: { shop: stranger } });
    return job?.state === "created" ? undefined : job;
  });
  expect(failed).toMatchObject({
    retryLimit: 12,
    output: { error: expect.stringContaining("there is no token") },
  });
});

type Tell = (enqueue: Enqueue, shop: string, one: number) => Promise<void>;

it.each<[JobName, Tell]>([
  ["catalog.publish-shard", (enqueue, shop, shard) => enqueue("catalog.publish-shard", { shop, shard })],
  ["catalog.product", (enqueue, shop, one) => enqueue("catalog.product", { shop, id: String(one) })],
  ["catalog.collection", (enqueue, shop, one) => enqueue("catalog.collection", { shop, id: String(one) })],
])("of those of %s that would do the same, one waits for all", async (name, tellOf) => {
  const database = await createTestDatabase();
  const idle = new PgBoss({ connectionString: database.address, supervise: false, schedule: false });
  await idle.start();
  const tell = (shop: string, one: number) => tellOf(createEnqueue(idle), shop, one);
  for (let again = 0; again < 5; again += 1) await tell("one.myshopify.com", 7);
  await tell("one.myshopify.com", 8);
  await tell("other.myshopify.com", 7);
  expect(await idle.findJobs(name)).toHaveLength(3);

  // Whoever works already may have looked before: what changes now needs another look.
  await idle.fetch(name, { batchSize: 3 });
  await tell("one.myshopify.com", 7);
  expect(await idle.findJobs(name)).toHaveLength(4);
  await idle.stop({ graceful: false });
  await database.drop();
});
