import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { gatewayKey, type House, startHouse } from "./helpers/house.ts";
import { follow, press } from "./helpers/shopper.ts";

describe("the database, dumped as text after a try-on", () => {
  let house: House;
  let dump = "";
  beforeAll(async () => {
    house = await startHouse();
    await follow(house, await press(house, { visitor: "visitor-in-the-clear" }));
    dump = await dumpDatabase();
  });
  afterAll(() => house.stop());

  /** Every row of every table of every schema, the job queue's among them. */
  async function dumpDatabase(): Promise<string> {
    const tables = await house.db.$queryRaw<{ name: string }[]>`
      select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname not in ('pg_catalog', 'information_schema')`;
    const parts: string[] = [];
    for (const { name } of tables) {
      const rows = await house.db.$queryRawUnsafe<{ row: string }[]>(`select t::text as row from ${name} t`);
      parts.push(`${name}\n`, ...rows.map(({ row }) => `${row}\n`));
    }
    return parts.join("");
  }

  it("has all that there is in it", () => {
    expect(dump).toContain("public.connection\n");
    expect(dump).toContain("public.session\n");
    expect(dump).toContain("pgboss.job");
    expect(dump).toContain(house.shop.domain);
  });

  it("shows no API key", () => {
    expect(dump).not.toContain(gatewayKey);
    expect(dump).not.toContain(gatewayKey.slice(3, 20));
    expect(dump).not.toContain(Buffer.from(gatewayKey).toString("base64").slice(0, 20));
  });

  it("shows no Shopify token", () => {
    expect(dump).not.toMatch(/shp(at|rt|ua|ss)_/);
  });

  it("shows no visitor's id", () => {
    expect(dump).not.toContain("visitor-in-the-clear");
  });

  it("agrees with the log in that", () => {
    const log = house.logged.join("");
    expect(log).not.toContain(gatewayKey);
    expect(log).not.toMatch(/shp(at|rt|ua|ss)_/);
    expect(log).not.toContain("visitor-in-the-clear");
  });
});
