/**
 * `npm run bench`, or with names after it only those. `--json FILE` writes the figures there, too. Ends with 1 if a
 * bound does not hold. Processes are looked at in /proc, so this runs on Linux; held polls want `ulimit -n` above 6,000.
 */
import { writeFile } from "node:fs/promises";
import { availableParallelism, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { accept } from "./accept.ts";
import { admin } from "./admin.ts";
import { crowd } from "./crowd.ts";
import { heldPolls } from "./held-polls.ts";
import { type Figure, holds } from "./measure.ts";
import { type Ground, prepareGround } from "./place.ts";
import { poll } from "./poll.ts";
import { lines } from "./table.ts";
import { way } from "./way.ts";

const benchmarks: Record<string, (ground: Ground) => Promise<Figure[]>> = {
  poll,
  "held-polls": heldPolls,
  accept,
  way,
  crowd,
  admin,
};

const { values, positionals } = parseArgs({ options: { json: { type: "string" } }, allowPositionals: true });
const unknown = positionals.filter((name) => !Object.hasOwn(benchmarks, name));
if (unknown.length > 0) {
  console.error(
    `There is no benchmark ${unknown.join(", ")}. There are: ${Object.keys(benchmarks).join(", ")}`,
  );
  process.exit(2);
}

const [busy = 0] = loadavg();
console.log(`${availableParallelism()} processors, load ${busy.toFixed(1)} before the start`);
const seen: Record<string, Figure[]> = {};
const ground = await prepareGround();
try {
  for (const [name, measure] of Object.entries(benchmarks)) {
    if (positionals.length > 0 && !positionals.includes(name)) continue;
    const began = performance.now();
    const figures = await measure(ground);
    seen[name] = figures;
    console.log(`\n${name} (${Math.round((performance.now() - began) / 1000)} s)`);
    for (const line of lines(figures)) console.log(`  ${line}`);
  }
} finally {
  await ground.leave();
}
if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(seen, undefined, 2)}\n`);
process.exit(
  Object.values(seen)
    .flat()
    .some((figure) => holds(figure) === false)
    ? 1
    : 0,
);
