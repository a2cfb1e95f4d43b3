/**
 * `npm run seed:large`: makes the demo's shop one that has been busy for over a year. Flags: --data as of the demo,
 * --try-ons, --products, --days. The demo may run meanwhile, and must have run once.
 */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { startEmbeddedDatabase } from "../../../app/database/embedded.server.ts";
import { connectDatabase } from "../../../app/db.server.ts";
import { createCountDays } from "../../../app/usage/count-days.server.ts";
import { seedLarge } from "../../bench/seed.ts";
import { root } from "./app-process.ts";

const { values } = parseArgs({
  options: {
    data: { type: "string", default: ".data/demo" },
    "try-ons": { type: "string", default: "1000000" },
    products: { type: "string", default: "50000" },
    days: { type: "string", default: "400" },
  },
});

const began = performance.now();
const say = (step: string) => console.log(`  ${((performance.now() - began) / 1000).toFixed(0)} s  ${step}`);
const server = await startEmbeddedDatabase(resolve(root, values.data, "postgres"));
const db = connectDatabase(server.url, { poolSize: 2 });
try {
  const shop = await db.shop.findFirst({ where: { connections: { some: {} } } });
  if (!shop) throw new Error("There is no connected shop yet: run the demo once.");
  await seedLarge({
    address: server.url,
    shop: shop.domain,
    timeZone: shop.timeZone,
    tryOns: Number(values["try-ons"]),
    products: Number(values.products),
    days: Number(values.days),
    onStep: say,
  });
  say("counting the days that are over");
  await createCountDays({ db, now: () => new Date() })();
  say("done");
} finally {
  await db.$disconnect();
  if (!server.wasRunning) await server.stop();
}
