import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createRulePreview } from "../../app/catalog/rule-preview.server.ts";
import { connectDatabase, type Database } from "../../app/db.server.ts";
import { createTestDatabase } from "../helpers/house.ts";

const domain = "shop.myshopify.com";
const pictures = {
  featured: { address: "https://cdn.shopify.com/s/a.jpg", width: 900, height: 1_200 },
  variants: [],
};

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

const product = (id: bigint, title: string, wish: object) => ({
  shopDomain: domain,
  id,
  title,
  active: true,
  kind: "upper",
  pictures,
  ...wish,
});

beforeEach(async () => {
  await db.shop.deleteMany();
  const settings = { productRule: { by: "types", values: ["Shirts"] } };
  for (const shop of [domain, "other.myshopify.com"])
    await db.shop.create({ data: { domain: shop, installedAt: new Date(0), settings } });
  await db.product.createMany({
    data: [
      product(1n, "Shirt", { productType: "Shirts", collections: [5n] }),
      product(2n, "Other shirt", { productType: "Shirts" }),
      product(3n, "Coat", { productType: "Coats", collections: [5n], tags: ["warm"] }),
      product(4n, "Small coat", { productType: "Coats", collections: [5n], readiness: "too_small" }),
      product(5n, "Kept off", { productType: "Shirts", collections: [5n], switched: false }),
      product(6n, "Kept on", { productType: "Hats", switched: true }),
      product(7n, "Draft", { productType: "Shirts", collections: [5n], active: false }),
      {
        ...product(8n, "Theirs", { productType: "Coats", collections: [5n] }),
        shopDomain: "other.myshopify.com",
      },
    ],
  });
});

const preview = (rule: Parameters<ReturnType<typeof createRulePreview>>[1]) =>
  createRulePreview({ db })(domain, rule);
const titles = (examples: { title: string }[]) => examples.map(({ title }) => title);

describe("the preview of a rule", () => {
  it("changes nothing for the rule that holds, and counts what it does", async () => {
    expect(await preview({ by: "types", values: ["Shirts"] })).toEqual({
      on: 3,
      gains: 0,
      loses: 0,
      held: 1,
      exceptions: { on: 1, off: 1 },
      gaining: [],
      losing: [],
    });
  });

  it("counts who would get the button and who would lose it, and shows some", async () => {
    const effect = await preview({ by: "collections", values: ["5"] });
    expect(effect).toMatchObject({ on: 3, gains: 1, loses: 1, held: 2, exceptions: { on: 1, off: 1 } });
    expect(titles(effect.gaining)).toEqual(["Coat"]);
    expect(titles(effect.losing)).toEqual(["Other shirt"]);
    expect(effect.gaining[0]?.thumbnail).toBe("https://cdn.shopify.com/s/a.jpg?width=80");
  });

  it.each([
    [{ by: "all" as const }, { on: 4, gains: 1, loses: 0 }],
    [
      { by: "tags" as const, values: ["warm"] },
      { on: 2, gains: 1, loses: 2 },
    ],
    [
      { by: "tags" as const, values: [] },
      { on: 1, gains: 0, loses: 2 },
    ],
    [
      { by: "types" as const, values: ["'; --", "%"] },
      { on: 1, gains: 0, loses: 2 },
    ],
  ])("%j gives %j", async (rule, expected) => {
    expect(await preview(rule)).toMatchObject(expected);
  });

  it("shows four of many", async () => {
    await db.product.createMany({
      data: Array.from({ length: 9 }, (_none, place) =>
        product(BigInt(100 + place), `Boot ${place}`, { productType: "Boots" }),
      ),
    });
    const effect = await preview({ by: "types", values: ["Boots"] });
    expect(effect.gains).toBe(9);
    expect(titles(effect.gaining)).toEqual(["Boot 0", "Boot 1", "Boot 2", "Boot 3"]);
  });

  it("leaves the rule as it is", async () => {
    await preview({ by: "all" });
    const { settings } = await db.shop.findUniqueOrThrow({ where: { domain } });
    expect(settings).toEqual({ productRule: { by: "types", values: ["Shirts"] } });
  });
});
