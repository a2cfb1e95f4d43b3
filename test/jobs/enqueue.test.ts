import { PgBoss } from "pg-boss";
import { expect, it } from "vitest";
import { createEnqueue, type Enqueue } from "../../app/jobs/enqueue.server.ts";
import type { JobName } from "../../app/jobs/kinds.ts";
import { createTestDatabase } from "../helpers/house.ts";

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
