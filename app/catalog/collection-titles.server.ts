import type { Database } from "../db.server.ts";

/** By their numbers. */
export async function collectionTitles(
  db: Database,
  shop: string,
  ids: string[],
): Promise<Record<string, string>> {
  if (ids.length === 0) return {};
  const found = await db.collection.findMany({ where: { shopDomain: shop, id: { in: ids.map(BigInt) } } });
  return Object.fromEntries(found.map(({ id, title }) => [String(id), title]));
}
