/** What was seen with the button and without, and what it may come to. */
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { middle } from "../bench/measure.ts";
import { folder as extension } from "../extensions/files.ts";
import { categories, type Scores } from "./lighthouse.ts";
import type { Fetched, Kind } from "./network.ts";
import type { Press } from "./press.ts";
import type { Row } from "./table.ts";
import type { Visit } from "./visit.ts";

const own = namedBySchemas();

export type Both<Seen> = { without: Seen[]; withButton: Seen[] };

/** Of several visits the worst difference counts, but for long tasks, which a busy machine makes longer, the best. */
export function costOfPage({ without, withButton }: Both<Visit>): Row[] {
  const row = (what: string, unit: string, of: (visit: Visit) => number, bound?: Row["bound"]): Row => ({
    what,
    unit,
    without: Math.min(...without.map(of)),
    withButton: Math.max(...withButton.map(of)),
    ...(bound && { bound }),
  });
  const [usual] = without;
  const strangers = withButton.map(({ fetched }) => foreign(fetched, usual?.fetched ?? []));
  const longTasks = (visits: Visit[]) => Math.min(...visits.map((each) => each.longTasks));
  const ownLongTasks = withButton.map(({ longScripts }) => longScripts.filter((each) => isOwn(each)).length);
  return [
    row("requests", "", ({ fetched }) => fetched.length, { most: 2 }),
    {
      what: "… for anything but the button's script and style",
      unit: "",
      withButton: Math.max(...strangers),
      bound: { most: 0 },
    },
    row("all as sent", "B", ({ fetched }) => fetched.reduce((sum, { sentBytes }) => sum + sentBytes, 0)),
    row("HTML, gzip", "B", ({ fetched }) => weight(fetched, "html"), { most: 6 * 1024 }),
    row("scripts, gzip", "B", ({ fetched }) => weight(fetched, "script"), { most: 2048 }),
    row("styles, gzip", "B", ({ fetched }) => weight(fetched, "style"), { most: 1024 }),
    row("elements", "", ({ elements }) => elements),
    row("layout shift", "", ({ layoutShift }) => layoutShift, { most: 0.001 }),
    { what: "long tasks", unit: "", without: longTasks(without), withButton: longTasks(withButton) },
    {
      what: "… of the button's own script",
      unit: "",
      withButton: Math.min(...ownLongTasks),
      bound: { most: 0 },
    },
  ];
}

export function costOfPress(presses: Press[]): Row[] {
  const row = (what: string, unit: string, of: (press: Press) => number, bound?: Row["bound"]): Row => ({
    what: `first press: ${what}`,
    unit,
    withButton: Math.max(...presses.map(of)),
    ...(bound && { bound }),
  });
  return [
    row("requests", "", ({ fetched }) => fetched.length),
    row("scripts, gzip", "B", ({ fetched }) => weight(fetched, "script"), { most: 12 * 1024 }),
    row("styles, gzip", "B", ({ fetched }) => weight(fetched, "style"), { most: 4 * 1024 }),
    {
      what: "first press: until the dialog, of the page's own load",
      unit: "times",
      withButton: middle(presses.map(({ ofPageLoad }) => ofPageLoad)).value,
    },
  ];
}

/**
 * Shopify allows an app ten points of performance. Lighthouse reckons with a network of its own, so its scores are the
 * same in every run, on a busy machine, too: there is no noise to allow for.
 */
export function costInLighthouse({ without, withButton }: Both<Scores>): Row[] {
  return categories.map((category) => ({
    what: `Lighthouse: ${category}`,
    unit: "points",
    without: middle(without.map((each) => each[category])).value,
    withButton: middle(withButton.map((each) => each[category])).value,
    bound: { least: category === "performance" ? -1 : 0 },
  }));
}

function weight(fetched: Fetched[], kind: Kind): number {
  return fetched.filter((each) => each.kind === kind).reduce((sum, { gzipBytes }) => sum + gzipBytes, 0);
}

/** How many were fetched that neither the page alone fetches nor the block's schema names. */
function foreign(fetched: Fetched[], usual: Fetched[]): number {
  const left = usual.map(({ path }) => path);
  return fetched.filter(({ path }) => {
    const at = left.indexOf(path);
    if (at >= 0) left.splice(at, 1);
    return at < 0 && !isOwn(path);
  }).length;
}

/** Whether it is a file that a block's schema has Shopify load. */
export function isOwn(address: string): boolean {
  return own.has(basename(address.split("?")[0] ?? ""));
}

function namedBySchemas(): Set<string> {
  const folder = join(extension, "blocks");
  const schemas = readdirSync(folder).map((file) => {
    const [, schema = ""] = readFileSync(join(folder, file), "utf8").split(/\{%-?\s*schema/);
    return schema;
  });
  return new Set(
    [...schemas.join().matchAll(/"(?:javascript|stylesheet)":\s*"([^"]+)"/g)].map(([, name = ""]) => name),
  );
}
