/** What every resolver is given. */
import type { Shop, World } from "../../world.ts";
import type { RunDocument } from "../bulk/read-all.ts";
import type { AdminSchema } from "./admin-schema.ts";

export type Context = {
  world: World;
  shop: Shop;
  scopes: string[];
  admin: AdminSchema;
  /** Runs a document as the same app, without a price. */
  run: RunDocument;
};

export function globalId(type: string, id: number): string {
  return `gid://shopify/${type}/${id}`;
}

/** The number in a global id of the given type; undefined for an id of another type or no id at all. */
export function idNumber(type: string, globalId: string): number | undefined {
  const [, found] = new RegExp(String.raw`^gid://shopify/${type}/(\d+)(?:\?.*)?$`).exec(globalId) ?? [];
  return found === undefined ? undefined : Number(found);
}
