/** A second shop in a house, and all that the database says of a shop. */
import { connectGateway, installApp } from "../sandbox/cli/merchant.ts";
import { waitForReadyShop } from "../sandbox/cli/ready-shop.ts";
import type { Shop } from "../sandbox/world.ts";
import { type House, until } from "./house.ts";

export const secondDomain = "second-shop.myshopify.com";
export const secondKey = "sk-key-of-the-second-shop";

/** As `startHouse` wants it. */
export const withSecondShop = { furtherShops: [secondDomain] };

export type SecondShop = { sandbox: House["sandbox"]; shop: Shop };

/** Installed, connected and read: as ready as the house's own. */
export async function openSecondShop({ sandbox, db }: House): Promise<SecondShop> {
  const { world } = sandbox;
  const shop = world.shops.get(secondDomain);
  if (!shop) throw new Error("the sandbox has no second shop");
  world.keys.gateway.push(secondKey);
  await installApp(world, shop);
  await connectGateway(world, shop, secondKey);
  await waitForReadyShop(shop);
  const read = { where: { shopDomain: secondDomain } };
  await until(async () => (await db.product.count(read)) === shop.products.length);
  return { sandbox, shop };
}

/** Until no job that names the shop is left to do, but for those of one kind. */
export async function untilIdle({ db }: House, domain: string, but = "none"): Promise<void> {
  await until(async () => {
    const [open] = await db.$queryRaw<{ count: bigint }[]>`
      select count(*) as count from pgboss.job where state < 'completed' and data->>'shop' = ${domain} and name <> ${but}`;
    return open?.count === 0n;
  });
}

/** Each row, of whatever table of whatever schema, in which one of these texts stands: the table's name, and the row. */
export async function rowsNaming(
  db: House["db"],
  texts: string[],
  schema = "%",
): Promise<[table: string, row: string][]> {
  const tables = await db.$queryRaw<{ name: string }[]>`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
      and table_schema like ${schema}
    order by name`;
  const found: [string, string][] = [];
  for (const { name } of tables) {
    const rows = await db.$queryRawUnsafe<{ row: string }[]>(
      `select t::text as row from ${name} t where exists (select 1 from unnest($1::text[]) word
       where position(word in t::text) > 0) order by row`,
      texts,
    );
    for (const { row } of rows) found.push([name, row]);
  }
  return found;
}
