import type { Shop, World } from "../../world.ts";

/** The shop that an address names, or the first one when it names none. */
export function shopOf(world: World, named: unknown): Shop | undefined {
  if (named === undefined || named === "") return world.shops.values().next().value;
  return typeof named === "string" ? world.shops.get(named) : undefined;
}
