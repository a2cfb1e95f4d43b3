/**
 * `npm run chaos`: 200 try-ons, 32 kills and providers that answer badly. `npm run chaos -- SEED` repeats one; with
 * `--short` it is the one that `npm test` runs. Needs some ten minutes and says at the end what it found.
 */
import { randomBytes } from "node:crypto";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { startEmbeddedDatabase } from "../../app/database/embedded.server.ts";
import { applyMigrations, generateClient } from "../../prisma/setup.ts";
import { root } from "../sandbox/cli/app-process.ts";
import { buildIfNeeded } from "../sandbox/cli/build.ts";
import type { Verdict } from "./judge.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { short: { type: "boolean", default: false } },
});
const seed = positionals[0] ?? randomBytes(4).toString("hex");
const say = (text: string) => console.log(`${new Date().toISOString().slice(11, 19)}  ${text}`);

async function run(): Promise<Verdict> {
  say(`seed ${seed}`);
  await generateClient();
  await buildIfNeeded(say);
  const folder = resolve(root, ".data/chaos/postgres");
  // What an earlier run left would be counted as this one's.
  await startEmbeddedDatabase(folder).then((left) => left.remove());
  const database = await startEmbeddedDatabase(folder);
  try {
    await applyMigrations(database.url);
    return await storm(database.url);
  } finally {
    await database.remove();
  }
}

async function storm(databaseAddress: string): Promise<Verdict> {
  // Loaded now, because they need the client that has just been made.
  const [{ startChaosHouse }, { judge }, { long, makePlan, short }, { letItHappen }] = await Promise.all([
    import("./house.ts"),
    import("./judge.ts"),
    import("./plan.ts"),
    import("./storm.ts"),
  ]);
  const plan = makePlan(seed, values.short ? short : long);
  const house = await startChaosHouse(databaseAddress);
  try {
    return await judge(house, plan, await letItHappen(house, plan, say));
  } finally {
    await house.stop();
  }
}

const { complaints, figures } = await run();
say(JSON.stringify(figures, undefined, 2));
for (const complaint of complaints) say(`BROKEN: ${complaint}`);
say(complaints.length === 0 ? "Every promise was kept." : `${complaints.length} promises were broken.`);
process.exit(complaints.length === 0 ? 0 : 1);
