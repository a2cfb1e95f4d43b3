/** Where sealed values lie, said once: the check at boot and the rotation both walk this list. */
import { Prisma } from "@prisma/client";
import type { Database } from "../db.server.ts";
import type { Vault } from "./vault.server.ts";

const sealedColumns = [
  { table: "connection", column: "credentials", shop: "shop_domain" },
  { table: "session", column: "accessToken", shop: "shop" },
  { table: "session", column: "refreshToken", shop: "shop" },
  { table: "picture", column: "key", shop: "shop_domain" },
];

type SealedRow = { id: string; shop: string; sealed: string };

/** A wrong or missing key ends the start with a sentence, rather than the first shopper's try-on with a 500. */
export async function checkVault(db: Database, vault: Vault): Promise<void> {
  for (const place of sealedColumns) {
    const column = identifier(place.column);
    const rows = await db.$queryRaw<SealedRow[]>`
      select distinct on (split_part(${column}, ':', 2))
             id::text as id, ${identifier(place.shop)} as shop, ${column} as sealed
      from ${identifier(place.table)} where ${column} <> ''`;
    for (const row of rows) vault.open(row.sealed, contextOf(place, row));
  }
}

/**
 * Seals everything again under the newest key, while the app runs. A value that the app changes in the meantime
 * is left as it is (it is new already), which the comparison with the old value makes sure of.
 */
export async function rotateVault(db: Database, vault: Vault): Promise<number> {
  let count = 0;
  for (const place of sealedColumns) {
    const [table, column] = [identifier(place.table), identifier(place.column)];
    for (let after = ""; ;) {
      const rows = await db.$queryRaw<SealedRow[]>`
        select id::text as id, ${identifier(place.shop)} as shop, ${column} as sealed
        from ${table}
        where ${column} <> '' and split_part(${column}, ':', 2) <> ${vault.newestKeyId} and id::text > ${after}
        order by id::text limit 200`;
      const last = rows.at(-1);
      if (!last) break;
      for (const row of rows) {
        const sealed = vault.seal(vault.open(row.sealed, contextOf(place, row)), contextOf(place, row));
        count += await db.$executeRaw`
          update ${table} set ${column} = ${sealed} where id::text = ${row.id} and ${column} = ${row.sealed}`;
      }
      after = last.id;
    }
  }
  return count;
}

function identifier(name: string): Prisma.Sql {
  return Prisma.raw(`"${name}"`);
}

function contextOf(place: { table: string; column: string }, row: SealedRow) {
  return { shop: row.shop, field: `${place.table}.${place.column}` };
}
