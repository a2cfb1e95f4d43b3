/** What outlives a restart: which app is installed in a shop, what it stored there, and where its block stands. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";
import type { World } from "../world.ts";

const metafield = z.object({
  namespace: z.string(),
  key: z.string(),
  type: z.string(),
  value: z.string(),
  updatedAt: z.string(),
});
const installation = z.object({
  generation: z.number(),
  scopes: z.array(z.string()),
  installedAt: z.string(),
  refresh: z.object({ issued: z.number(), used: z.number() }).optional(),
});
const savedShop = z.object({
  installation: installation.optional(),
  generation: z.number(),
  appData: z.array(metafield),
  blockPlaced: z.boolean(),
  embedOn: z.boolean().default(false),
});
const savedWorld = z.object({ shops: z.record(z.string(), savedShop) });

/** Written beside the file and renamed, so that a kill in the middle leaves the old state whole. */
export function writeState(world: World, file: string): void {
  const shops = [...world.shops].map(([domain, shop]) => {
    const { installation, generation, appData, blockPlaced, embedOn } = shop;
    const saved: z.infer<typeof savedShop> = {
      installation,
      generation,
      appData: [...appData.values()],
      blockPlaced,
      embedOn,
    };
    return [domain, saved] as const;
  });
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.draft`;
  writeFileSync(draft, JSON.stringify({ shops: Object.fromEntries(shops) }, undefined, 2));
  renameSync(draft, file);
}

/** Puts the saved state into the world's shops; without a file the world stays as it is. */
export function readState(world: World, file: string): void {
  if (!existsSync(file)) return;
  const { shops } = parse(file);
  for (const [domain, saved] of Object.entries(shops)) {
    const shop = world.shops.get(domain);
    if (shop === undefined) continue;
    shop.installation = saved.installation;
    shop.generation = saved.generation;
    shop.blockPlaced = saved.blockPlaced;
    shop.embedOn = saved.embedOn;
    shop.appData = new Map(saved.appData.map((field) => [`${field.namespace}.${field.key}`, field]));
  }
}

function parse(file: string): z.infer<typeof savedWorld> {
  try {
    return savedWorld.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (cause) {
    throw new Error(`The sandbox's state in ${file} cannot be read. Delete the file to start afresh.`, {
      cause,
    });
  }
}
