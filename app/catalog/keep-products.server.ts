/** Writes what Shopify says of products, many in one statement. What the merchant chose stays as it is. */
import type { Transaction } from "../db.server.ts";
import { keptJson } from "../kept-text.ts";
import { chosenPictures, readinessOf, stillThere } from "./product.ts";
import type { ReadProduct } from "./read-product.ts";

/**
 * `askedAt`: when Shopify was asked. What is here from a later question counts for more; in which collections a product
 * is may be known from another question than the rest of it. Answers how many were not here before.
 */
export async function keepProducts(
  transaction: Transaction,
  shop: string,
  products: ReadProduct[],
  askedAt: Date,
): Promise<number> {
  // Locked, so that a picture that is chosen at this moment is not judged by what was there before.
  const before = await transaction.$queryRaw<{ id: bigint; chosen: unknown }[]>`
    select id, chosen_pictures as chosen from product
    where shop_domain = ${shop} and id = any(${products.map(({ id }) => id)}) order by id for update`;
  const chosenBefore = new Map(before.map(({ id, chosen }) => [id, chosenPictures.parse(chosen)]));
  const rows = products.map((product) => {
    const chosen = stillThere(chosenBefore.get(product.id) ?? {}, product.pictures);
    return {
      ...product,
      id: String(product.id),
      collections: product.collections.map(String),
      chosen,
      readiness: readinessOf(product.pictures, chosen),
    };
  });
  await transaction.$executeRaw`
    insert into product (shop_domain, id, title, handle, active, product_type, vendor, tags, collections, kind,
      pictures, chosen_pictures, readiness, changed_at, read_at, collections_read_at)
    select ${shop}, id, title, handle, active, "productType", vendor, tags, collections, kind,
      pictures, chosen, readiness, "changedAt", ${askedAt}, ${askedAt}
    from jsonb_to_recordset(${keptJson(rows)}::jsonb) as made(id bigint, title text, handle text, active boolean,
      "productType" text, vendor text, tags text[], collections bigint[], kind text, pictures jsonb, chosen jsonb,
      readiness readiness, "changedAt" timestamptz)
    order by id
    on conflict (shop_domain, id) do update set title = excluded.title, handle = excluded.handle,
      active = excluded.active, product_type = excluded.product_type, vendor = excluded.vendor, tags = excluded.tags,
      collections = case when product.collections_read_at <= excluded.read_at
        then excluded.collections else product.collections end,
      collections_read_at = greatest(product.collections_read_at, excluded.read_at),
      kind = excluded.kind, pictures = excluded.pictures,
      chosen_pictures = excluded.chosen_pictures, readiness = excluded.readiness, changed_at = excluded.changed_at,
      read_at = excluded.read_at
    where product.read_at <= excluded.read_at`;
  return products.length - before.length;
}
