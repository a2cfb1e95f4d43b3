/** Exports as the admin's page fetches them: over HTTP, with an id token. */
import { randomUUID } from "node:crypto";
import type { Prisma } from "@prisma/client";
import { request } from "undici";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exported } from "../../app/usage/exports.server.ts";
import { type House, startHouse } from "../helpers/house.ts";
import { openSecondShop, withSecondShop } from "../helpers/shops.ts";
import { browserName } from "../sandbox/cli/merchant.ts";
import { makeIdToken } from "../sandbox/shopify/admin/id-token.ts";
import { readCsv } from "./read-csv.ts";

const titles = [
  'Shirt "Åland", blue; 100% linen',
  '=HYPERLINK("http://example.com","x")',
  "+1 jacket",
  "@home\ttrousers",
  "a title\r\nin two lines",
  "x;=cmd|' /C calc'!A0;y",
  'x;"=1+1;"',
  "Socks; black, -20%",
  "ワンピース 👗 כחול",
];
const at = new Date("2026-03-28T23:30:00Z");
const days = "from=2026-03-01&to=2026-03-31";

describe("an export", () => {
  let house: House;
  beforeAll(async () => {
    house = await startHouse({
      sandbox: withSecondShop,
      drives: false,
      now: () => new Date("2026-04-01T12:00:00Z"),
    });
    await openSecondShop(house);
    await house.db.shop.updateMany({ data: { timeZone: "Europe/Berlin", currency: "EUR" } });
    await house.db.tryOn.createMany({ data: titles.map((title, place) => rowOf(title, place)) });
    await house.db.product.deleteMany();
  });
  afterAll(() => house.stop());

  const rowOf = (productTitle: string, place: number): Prisma.TryOnCreateManyInput => ({
    id: randomUUID(),
    shopDomain: house.shop.domain,
    provider: "kling-gateway",
    model: "kolors-virtual-try-on-v1",
    visitorHash: "",
    productId: BigInt(place + 1),
    productTitle,
    garments: [],
    day: "2026-03-29",
    takeBy: at,
    overBy: at,
    createdAt: new Date(at.getTime() + place * 3_600_000),
    endedAt: new Date(at.getTime() + place * 3_600_000 + 12_340),
    state: "done",
    charge: "spent",
    priceMicros: 70_000n,
  });

  const fetchIt = async (query: string, shop = house.shop, token?: string) => {
    const bearer = token ?? (await makeIdToken(house.sandbox.world, shop));
    const answer = await request(`${house.origin}/app/usage/export?${query}`, {
      headers: { authorization: `Bearer ${bearer}`, "user-agent": browserName },
    });
    return {
      status: answer.statusCode,
      headers: answer.headers,
      text: Buffer.from(await answer.body.arrayBuffer()).toString(),
    };
  };

  it("holds every try-on, with whatever stands in its product's title", async () => {
    const { status, headers, text } = await fetchIt(`table=try-ons&order=oldest&${days}`);
    expect([status, headers["content-type"]]).toEqual([200, "text/csv; charset=utf-8"]);
    expect(headers["content-disposition"]).toBe(
      'attachment; filename="fitting-room-try-ons-2026-03-01-2026-03-31.csv"',
    );
    // Excel would take it for another encoding.
    expect(text.startsWith("\ufeff")).toBe(true);
    const rows = readCsv(text);
    const safe = [
      'Shirt "Åland", blue; 100% linen',
      `'=HYPERLINK("http://example.com","x")`,
      "'+1 jacket",
      "'@home\ttrousers",
      "a title\r\nin two lines",
      // As cells of their own in a spreadsheet that cuts at semicolons.
      "x;'=cmd|' /C calc'!A0;y",
      `x;"'=1+1;"`,
      "Socks; black, -20%",
      "ワンピース 👗 כחול",
    ];
    expect(rows.map(({ product }) => product)).toEqual(safe);
    // The hour between two and three is not there in Berlin on that day.
    expect(rows.map(({ time }) => time).slice(0, 3)).toEqual([
      "2026-03-29 00:30:00",
      "2026-03-29 01:30:00",
      "2026-03-29 03:30:00",
    ]);
    expect(rows[0]).toMatchObject({ state: "done", seconds: "12.3", price: "0.07", charge: "spent" });
  });

  it("comes whole, however many rows there are, and only those that are asked for", async () => {
    const more = Array.from({ length: 4_500 }, (_none, place) => ({
      ...rowOf(`One of many ${place}`, 1_000 + place),
      createdAt: new Date("2026-02-10T12:00:00Z"),
      endedAt: new Date("2026-02-10T12:00:20Z"),
      day: "2026-02-10",
      state: place % 2 === 0 ? ("done" as const) : ("failed" as const),
      failureCode: place % 2 === 0 ? null : "no_person",
    }));
    await house.db.tryOn.createMany({ data: more });
    const february = "from=2026-02-01&to=2026-02-28";
    const rows = readCsv((await fetchIt(`table=try-ons&${february}`)).text);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(4_500);
    const failed = readCsv((await fetchIt(`table=try-ons&state=failed&${february}`)).text);
    expect([failed.length, new Set(failed.map(({ failure }) => failure))]).toEqual([
      2_250,
      new Set(["no_person"]),
    ]);
    const [totals] = readCsv((await fetchIt(`table=totals&${february}`)).text);
    expect(totals).toMatchObject({ try_ons: "4500", done: "2250", failed: "2250", spent: "315" });
    const products = readCsv((await fetchIt(`table=products&${february}`)).text);
    expect(products.reduce((sum, row) => sum + Number(row["try_ons"]), 0)).toBe(4_500);
  });

  it.each(exported)("of %s is the shop's own", async (table) => {
    const second = house.sandbox.world.shops.get(withSecondShop.furtherShops[0] ?? "");
    const { status, text } = await fetchIt(`table=${table}&${days}`, second);
    expect(status).toBe(200);
    for (const title of titles) expect(text).not.toContain(title);
    for (const row of readCsv(text)) expect(["0", undefined]).toContain(row["try_ons"]);
  });

  it.each([
    "",
    "table=visitors",
    "table=series&from=2026-03-31&to=2026-03-01",
    "table=series&from=0001-01-01&to=2026-03-01",
    "table=series&range=decade",
  ])("is refused if the address says %j", async (query) => {
    const { status, text } = await fetchIt(query);
    expect([status, text]).toEqual([400, "There is no such table, or no such days."]);
  });

  it("is refused without a token that Shopify signed", async () => {
    const { status, text } = await fetchIt(`table=try-ons&${days}`, house.shop, "not.a.token");
    expect([status, text]).toEqual([401, ""]);
  });
});
