import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createProductPage } from "../../app/catalog/product-page.server.ts";
import { connectDatabase, type Database } from "../../app/db.server.ts";
import { createTestDatabase } from "../helpers/house.ts";

const domain = "shop.myshopify.com";
const at = (name: string, width = 900, height = 1_200) => ({
  address: `https://cdn.shopify.com/s/${name}.jpg`,
  width,
  height,
});

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let db: Database;
beforeAll(async () => {
  database = await createTestDatabase();
  db = connectDatabase(database.address, { poolSize: 4 });
});
afterAll(async () => {
  await db.$disconnect();
  await database.drop();
});
beforeEach(async () => {
  await db.shop.deleteMany();
  const settings = { productRule: { by: "tags", values: ["chosen"] } };
  await db.shop.create({ data: { domain, installedAt: new Date(0), settings } });
});

const put = (wish: object = {}) =>
  db.product.create({
    data: {
      shopDomain: domain,
      id: 7n,
      title: "Shirt",
      handle: "shirt",
      active: true,
      kind: "none",
      pictures: {
        featured: at("small", 200, 200),
        variants: [
          { id: "71", title: "Blue / S", picture: at("blue") },
          { id: "72", picture: null },
        ],
        others: [at("small", 200, 200), at("back"), at("ribbon", 3_000, 400)],
      },
      ...wish,
    },
  });
const find = (id: string, shop = domain) => createProductPage({ db })(shop, id);

describe("a product's page", () => {
  it("shows each picture once, small, with what it is good for", async () => {
    await put();
    const product = await find("7");
    expect(product?.pictures.map(({ address, readiness }) => [address.split("/").at(-1), readiness])).toEqual(
      [
        ["small.jpg", "too_small"],
        ["back.jpg", "ready"],
        ["ribbon.jpg", "wrong_shape"],
        ["blue.jpg", "ready"],
      ],
    );
    expect(product?.pictures[1]?.shown).toBe("https://cdn.shopify.com/s/back.jpg?width=320");
    expect(product?.automatic).toBe("https://cdn.shopify.com/s/blue.jpg");
  });

  it("shows the variants by name, where the name is known, with their own pictures", async () => {
    await put();
    expect((await find("7"))?.variants).toEqual([
      { id: "71", title: "Blue / S", own: "https://cdn.shopify.com/s/blue.jpg" },
      { id: "72", title: "72", own: null },
    ]);
  });

  it("shows what the merchant chose", async () => {
    await put({
      switched: true,
      chosenKind: "dress",
      chosenPictures: { product: at("back").address, variants: { "72": at("back").address } },
    });
    expect(await find("7")).toMatchObject({
      switched: true,
      proposedKind: "none",
      chosenKind: "dress",
      chosen: { product: at("back").address, variants: { "72": at("back").address } },
    });
  });

  it("says what follows from each choice, by the rule and over it", async () => {
    await put();
    const { consequences = [] } = (await find("7")) ?? {};
    const answer = (switched: boolean | null, chosenKind: string | null) =>
      consequences.find((one) => one.switched === switched && one.chosenKind === chosenKind)?.answer;
    expect(consequences).toHaveLength(15);
    expect(answer(null, null)).toBe("off_by_rule");
    expect(answer(null, "upper")).toBe("off_by_rule");
    expect(answer(true, null)).toBe("no_garment");
    expect(answer(true, "upper")).toBe("upper");
    expect(answer(true, "none")).toBe("no_garment");
    expect(answer(false, "upper")).toBe("off");
    await db.product.updateMany({ data: { tags: ["chosen"], readiness: "too_small" } });
    expect((await find("7"))?.consequences).toContainEqual({
      switched: null,
      chosenKind: "lower",
      answer: "too_small",
    });
  });

  it.each(["8", "", "abc", "7 or 1=1", "-7", "7.0", "99999999999999999999", "\0"])(
    "is not there for %j",
    async (id) => {
      await put();
      expect(await find(id)).toBeUndefined();
    },
  );

  it("is not there for another shop", async () => {
    await put();
    await db.shop.create({ data: { domain: "other.myshopify.com", installedAt: new Date(0) } });
    expect(await find("7", "other.myshopify.com")).toBeUndefined();
  });
});
