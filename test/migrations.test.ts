import { randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { databaseAddress } from "../app/database/port.server.ts";
import { copyDatabase, dropDatabases } from "./helpers/databases.ts";
import { root } from "./sandbox/cli/app-process.ts";

const port = inject("databasePort");
const name = `test_${randomUUID().replaceAll("-", "")}`;
const folder = resolve(root, "prisma/migrations");
const ids = { priced: randomUUID(), plain: randomUUID(), tryOn: randomUUID() };

let client: Client;
beforeAll(async () => {
  await copyDatabase(port, "template1", name);
  client = new Client({ connectionString: databaseAddress(port, name) });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await dropDatabases(port, name);
});

/** As the real tool sends them: each file whole, in their order. */
async function migrate(from: string, before: string): Promise<void> {
  const names = (await readdir(folder)).filter(
    (one) => one >= from && one < before && !one.endsWith(".toml"),
  );
  for (const one of names.toSorted())
    await client.query(await readFile(resolve(folder, one, "migration.sql"), "utf8"));
}

it("a shop's connections keep their price and settings, its catalogue and try-ons stay", async () => {
  await migrate("0001", "0005");
  await client.query(`insert into shop (domain, installed_at) values ('shop.myshopify.com', now())`);
  for (const [id, model, price] of [
    [ids.priced, "kolors-virtual-try-on-v1-5", 70_000],
    [ids.plain, "omni-image", 0],
  ])
    await client.query(
      `insert into connection (id, shop_domain, provider, base_address, model, credentials, key_hint, settings, price_micros,
         balance)
       values ($1, 'shop.myshopify.com', 'kling', 'https://kling.example', $2, 'sealed', 'hint', '{"mode": "pro"}', $3, '40.5 units')`,
      [id, model, price],
    );
  await client.query(
    `insert into product (shop_domain, id, title, active, pictures)
     values ('shop.myshopify.com', 7, 'Shirt', true, '{"featured": null, "variants": []}')`,
  );
  await client.query(
    `insert into try_on (id, shop_domain, connection_id, provider, model, visitor_hash, product_id, product_title, garments,
       day, take_by, over_by)
     values ($1, 'shop.myshopify.com', $2, 'kling', 'kolors-virtual-try-on-v1-5', 'hash', 7, 'Shirt', '[]',
       '2026-11-20', now(), now())`,
    [ids.tryOn, ids.priced],
  );

  await migrate("0005", "9999");
  const { rows: models } = await client.query(
    "select connection_id as id, model, settings, price_micros as price from connection_model order by price desc",
  );
  expect(models).toEqual([
    { id: ids.priced, model: "kolors-virtual-try-on-v1-5", settings: { mode: "pro" }, price: "70000" },
    { id: ids.plain, model: "omni-image", settings: { mode: "pro" }, price: "0" },
  ]);
  const { rows: balances } = await client.query("select distinct balance from connection");
  expect(balances).toEqual([{ balance: 40.5 }]);
  const { rows: products } = await client.query("select title, readiness, switched, tags from product");
  expect(products).toEqual([{ title: "Shirt", readiness: "ready", switched: null, tags: [] }]);
  const { rows: tryOns } = await client.query("select asked_by, comparison_id, connection_id from try_on");
  expect(tryOns).toEqual([{ asked_by: "shopper", comparison_id: null, connection_id: ids.priced }]);
});
