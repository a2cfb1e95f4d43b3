import { PgBoss } from "pg-boss";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createEnqueue } from "../../app/jobs/enqueue.server.ts";
import { type House, startHouse, until } from "../helpers/house.ts";
import { untilIdle } from "../helpers/shops.ts";

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
