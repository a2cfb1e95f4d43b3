import type { Prisma } from "@prisma/client";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createFacetValues } from "../../app/catalog/facet-values.server.ts";
import { type Facet, readListQuery } from "../../app/catalog/list-query.ts";
import { createProductList, perPage } from "../../app/catalog/product-list.server.ts";
import { connectDatabase, type Database } from "../../app/db.server.ts";
import { createTestDatabase } from "../helpers/house.ts";

const domain = "shop.myshopify.com";
const neighbour = "neighbour.myshopify.com";
const picture = { address: "https://cdn.shopify.com/s/shirt.jpg?v=1", width: 900, height: 1_200 };

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let db: Database;
beforeAll(async () => {
  database = await createTestDatabase();
  db = connectDatabase(database.address, { poolSize: 6 });
});
afterAll(async () => {
  await db.$disconnect();
  await database.drop();
});

type Wish = Partial<Prisma.ProductCreateManyInput>;

const many = (shopDomain: string, wishes: Wish[]) =>
  db.product.createMany({
    data: wishes.map((wish, place) => ({
      shopDomain,
      id: BigInt(place + 1),
      title: `Product ${place + 1}`,
      active: true,
      kind: "upper",
      pictures: { featured: picture, variants: [], others: [] },
      ...wish,
    })),
  });

const open = async (rule: object = { by: "all" }) => {
  await db.shop.deleteMany();
  for (const shop of [domain, neighbour])
    await db.shop.create({
      data: { domain: shop, installedAt: new Date(0), settings: { productRule: rule } },
    });
};

const lists = () => createProductList({ db });
const list = (address: string, shop = domain) =>
  lists().list(shop, readListQuery(new URLSearchParams(address)));
const values = (shop: string, facet: Facet, search: string) => createFacetValues({ db })(shop, facet, search);
const titles = async (address: string) => (await list(address)).products.map(({ title }) => title);

describe("the list of products", () => {
  describe("of a mixed catalogue", () => {
    beforeEach(async () => {
      await open({ by: "tags", values: ["chosen"] });
      await many(domain, [
        { title: "Åland shirt", vendor: "Nord", productType: "Shirts", tags: ["chosen", "Summer, new"] },
        {
          title: "berlin coat",
          vendor: "Süd",
          productType: "Coats",
          tags: ["chosen"],
          readiness: "too_small",
        },
        {
          title: "Berlin dress",
          kind: "upper",
          chosenKind: "dress",
          tags: ["chosen"],
          collections: [7n, 8n],
        },
        { title: "Zebra tote", kind: "none", tags: ["chosen"], switched: true },
        { title: "100%_cotton\\tee", switched: true, vendor: "Nord" },
        { title: "Odd thing", kind: null, tags: ["chosen"], switched: false },
        { title: "Plain sock", kind: null, productType: "Socks" },
        { title: "Retired shirt", active: false, productType: "Shirts", collections: [8n] },
      ]);
      await many(neighbour, [{ title: "Their shirt", tags: ["chosen"], vendor: "Nord" }]);
    });

    it("shows each product with what it has, in the order of titles as people sort them", async () => {
      const { products, matching, total, on, page, pages, from } = await list("");
      expect(products.map(({ title }) => title)).toEqual([
        "100%_cotton\\tee",
        "Åland shirt",
        "berlin coat",
        "Berlin dress",
        "Odd thing",
        "Plain sock",
        "Retired shirt",
        "Zebra tote",
      ]);
      expect({ matching, total, on, page, pages, from }).toEqual({
        matching: 8,
        total: 8,
        on: 3,
        page: 1,
        pages: 1,
        from: 1,
      });
      expect(products[3]).toMatchObject({
        id: "3",
        kind: "dress",
        kindIsChosen: true,
        answer: "dress",
        readiness: "ready",
        switched: null,
        thumbnail: "https://cdn.shopify.com/s/shirt.jpg?v=1&width=80",
      });
    });

    it.each([
      ["q=shirt", ["Åland shirt", "Retired shirt"]],
      ["q=BERLIN", ["berlin coat", "Berlin dress"]],
      ["q=dress+berlin", ["Berlin dress"]],
      ["q=%C3%85LAND", ["Åland shirt"]],
      ["q=s%C3%BCd", ["berlin coat"]],
      ["q=sock", ["Plain sock"]],
      ["q=%25", ["100%_cotton\\tee"]],
      ["q=_", ["100%_cotton\\tee"]],
      ["q=%5C", ["100%_cotton\\tee"]],
      ["q=%27%3B+drop+table+product%3B+--", []],
      ["button=on", ["100%_cotton\\tee", "Åland shirt", "Berlin dress"]],
      ["button=off", ["berlin coat", "Odd thing", "Plain sock", "Retired shirt", "Zebra tote"]],
      ["by=exception", ["100%_cotton\\tee", "Odd thing", "Zebra tote"]],
      ["by=rule&button=on", ["Åland shirt", "Berlin dress"]],
      ["why=off", ["Odd thing"]],
      ["why=off_by_rule", ["Plain sock"]],
      ["why=not_active", ["Retired shirt"]],
      ["why=no_garment", ["Zebra tote"]],
      ["why=too_small&why=off", ["berlin coat", "Odd thing"]],
      ["kind=dress", ["Berlin dress"]],
      ["kind=none&kind=unknown", ["Odd thing", "Plain sock", "Zebra tote"]],
      ["picture=too_small", ["berlin coat"]],
      ["type=Shirts", ["Åland shirt", "Retired shirt"]],
      ["type=Shirts&type=Coats", ["Åland shirt", "berlin coat", "Retired shirt"]],
      ["vendor=Nord", ["100%_cotton\\tee", "Åland shirt"]],
      ["collection=8", ["Berlin dress", "Retired shirt"]],
      ["collection=7&collection=8&button=on", ["Berlin dress"]],
      ["tag=Summer%2C+new", ["Åland shirt"]],
      ["tag=chosen&vendor=Nord&q=shirt&type=Shirts&button=on", ["Åland shirt"]],
      ["type=Nothing", []],
      ["collection=999999999999999999", []],
    ])("filtered by %s", async (address, expected) => {
      expect(await titles(address)).toEqual(expected);
      expect((await list(address)).matching).toBe(expected.length);
      const ids = await lists().matching(domain, readListQuery(new URLSearchParams(address)));
      expect(ids).toHaveLength(expected.length);
    });

    it("finds those of unknown kind when the model in use has to be told", async () => {
      await db.product.updateMany({ where: { title: "Plain sock" }, data: { tags: ["chosen"] } });
      expect(await titles("why=kind_unknown")).toEqual([]);
      await db.connection.create({
        data: {
          shopDomain: domain,
          provider: "hidream",
          model: "hidream-vton",
          baseAddress: "https://one.example",
          credentials: "",
          keyHint: "",
          testedAt: new Date(0),
        },
      });
      expect(await titles("why=kind_unknown")).toEqual(["Plain sock"]);
    });

    it("never shows, counts or offers another shop's", async () => {
      const theirs = await list("", neighbour);
      expect(theirs.products.map(({ title }) => title)).toEqual(["Their shirt"]);
      expect(theirs).toMatchObject({ total: 1, on: 1, matching: 1 });
      expect(await lists().matching(neighbour, readListQuery(new URLSearchParams()))).toEqual([1n]);
      expect(await values(neighbour, "tag", "")).toEqual([{ value: "chosen", label: "chosen", count: 1 }]);
      await db.collection.create({ data: { shopDomain: neighbour, id: 8n, title: "Theirs" } });
      expect(await values(domain, "collection", "")).toEqual([]);
      expect((await list("collection=8")).collections).toEqual({});
    });

    it("offers the values that there are, the most frequent first, by the words in them", async () => {
      expect(await values(domain, "type", "")).toEqual([
        { value: "Shirts", label: "Shirts", count: 2 },
        { value: "Coats", label: "Coats", count: 1 },
        { value: "Socks", label: "Socks", count: 1 },
      ]);
      expect(await values(domain, "vendor", "sÜ")).toEqual([{ value: "Süd", label: "Süd", count: 1 }]);
      expect(await values(domain, "tag", "new summer")).toEqual([
        { value: "Summer, new", label: "Summer, new", count: 1 },
      ]);
      expect(await values(domain, "tag", "%")).toEqual([]);
      await db.collection.create({ data: { shopDomain: domain, id: 8n, title: "Sale" } });
      expect(await values(domain, "collection", "sal")).toEqual([{ value: "8", label: "Sale", count: 2 }]);
      expect((await list("collection=8&collection=9")).collections).toEqual({ "8": "Sale" });
    });
  });

  describe("sorted", () => {
    beforeEach(async () => {
      await open();
      const at = (day: number) => new Date(Date.UTC(2026, 0, day));
      await many(domain, [
        { title: "b", productType: "Two", vendor: "y", changedAt: at(3) },
        { title: "a", productType: "Two", vendor: "x", changedAt: at(1) },
        { title: "C", productType: "one", vendor: "X", changedAt: at(2) },
        { title: "a", productType: "one", vendor: "y", changedAt: at(2) },
      ]);
    });

    const ids = async (address: string) => (await list(address)).products.map(({ id }) => id).join("");

    it.each([
      ["title+asc", "2413"],
      ["title+desc", "3142"],
      ["changed+asc", "2431"],
      ["changed+desc", "1432"],
      ["type+asc", "4321"],
      ["type+desc", "2143"],
      ["vendor+asc", "2341"],
      ["vendor+desc", "4132"],
    ])("by %s, the same ones by title and number", async (sort, expected) => {
      expect(await ids(`sort=${sort}`)).toBe(expected);
    });

    it("and filtered at once", async () => {
      expect(await ids("sort=vendor+desc&type=one")).toBe("43");
    });
  });

  describe("of several pages", () => {
    beforeAll(async () => {
      await open();
      await many(
        domain,
        Array.from({ length: perPage * 2 + 3 }, (_none, place) => ({
          // Many of one title: only their numbers tell them apart.
          title: "Shirt",
          vendor: place % 2 === 0 ? "even" : "odd",
        })),
      );
    });

    it("shows each product on one of them, and none twice", async () => {
      const pages = await Promise.all(["", "page=2", "page=3"].map((address) => list(address)));
      const seen = pages.flatMap(({ products }) => products.map(({ id }) => id));
      expect(pages.map(({ products }) => products.length)).toEqual([perPage, perPage, 3]);
      expect(pages.map(({ from }) => from)).toEqual([1, perPage + 1, perPage * 2 + 1]);
      expect(new Set(seen).size).toBe(perPage * 2 + 3);
    });

    it.each(["page=4", "page=1000000", "page=999999999999"])("shows the last one for %s", async (address) => {
      const { page, pages, products } = await list(address);
      expect([page, pages, products.length]).toEqual([3, 3, 3]);
    });

    it("gives the numbers of all that match, on whatever page", async () => {
      const even = await lists().matching(domain, readListQuery(new URLSearchParams("vendor=even&page=2")));
      expect(even).toHaveLength(perPage + 2);
      expect(even.every((id) => id % 2n === 1n)).toBe(true);
    });

    it("is one empty page where nothing matches", async () => {
      expect(await list("q=nothing&page=3")).toMatchObject({ products: [], page: 1, pages: 1, matching: 0 });
    });
  });

  it("shows a variant's picture where the product has none of its own, and none where there is none", async () => {
    await open();
    await many(domain, [
      {
        pictures: {
          featured: null,
          variants: [
            { id: "1", picture: null },
            { id: "2", picture },
          ],
          others: [],
        },
      },
      { pictures: { featured: null, variants: [] } },
    ]);
    expect((await list("")).products.map(({ thumbnail }) => thumbnail)).toEqual([
      "https://cdn.shopify.com/s/shirt.jpg?v=1&width=80",
      null,
    ]);
  });
});
