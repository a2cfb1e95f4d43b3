/** Pictures as small as a page shows them: Shopify's CDN makes them. */
import { Prisma } from "@prisma/client";

/** Twice what a list shows, for sharp screens. */
const listWidth = 80;

/** The address of the picture by which a merchant knows a product, or null. */
export const thumbnailSql = Prisma.sql`coalesce(
  product.pictures->'featured'->>'address',
  product.pictures->'others'->0->>'address',
  jsonb_path_query_first(product.pictures, '$.variants[*].picture.address') #>> '{}')`;

export function thumbnail(address: string | null): string | null {
  return address === null ? null : narrowed(address, listWidth);
}

export function narrowed(address: string, width: number): string {
  const narrow = new URL(address);
  narrow.searchParams.set("width", String(width));
  return narrow.href;
}
