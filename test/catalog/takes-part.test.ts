import * as fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Answer, isButtonKind } from "../../app/catalog/answers.ts";
import { judgeProducts } from "../../app/catalog/judge.server.ts";
import { readinessOf } from "../../app/catalog/product.ts";
import { answerOf, type Rule, versionOf } from "../../app/catalog/takes-part.ts";
import { connectDatabase, type Database } from "../../app/db.server.ts";
import { describeModel } from "../../app/providers/registry.ts";
import type { ProductRule } from "../../app/shop/settings.ts";
import { findGarments } from "../../app/try-on/garments/find-garments.server.ts";
import { createTestDatabase } from "../helpers/house.ts";

const shopDomain = "shop.myshopify.com";
const good = { address: "https://cdn.shopify.com/s/shirt.jpg", width: 900, height: 1_200 };

const side = fc.constantFrom<number[]>(200, 301, 800, 1_200, 3_000);
const picture = fc.option(
  fc.record({ address: fc.constantFrom("a", "b", "c").map((name) => `https://cdn.shopify.com/${name}.jpg`) }),
);
const sized = fc.tuple(picture, side, side).map(([one, width, height]) => one && { ...one, width, height });
const name = fc.constantFrom<string[]>("Shirts", "shirts", "Dresses", "linen", 'O\'Brien, "best" {1}', "%");
const number = fc.constantFrom("1", "22", "480000000000000");
const kind = fc.constantFrom("upper" as const, "lower" as const, "dress" as const, "none" as const, null);

const product = fc.record({
  active: fc.boolean(),
  switched: fc.constantFrom(true, false, null, null),
  kind,
  chosenKind: fc.oneof(fc.constant(null), kind),
  productType: name,
  tags: fc.uniqueArray(name, { maxLength: 3 }),
  collections: fc.uniqueArray(number.map(BigInt), { maxLength: 3 }),
  chosenPictures: fc.record(
    {
      product: fc.constantFrom("https://cdn.shopify.com/a.jpg", "https://cdn.shopify.com/gone.jpg"),
      variants: fc.dictionary(fc.constantFrom("0", "1"), fc.constant("https://cdn.shopify.com/b.jpg")),
    },
    { requiredKeys: [] },
  ),
  pictures: fc.record({
    featured: sized,
    variants: fc
      .array(sized, { maxLength: 3 })
      .map((pictures) => pictures.map((one, place) => ({ id: String(place), picture: one }))),
    others: fc.array(sized, { maxLength: 2 }).map((pictures) => pictures.filter((one) => one !== null)),
  }),
});
type Made = typeof product extends fc.Arbitrary<infer Value> ? Value : never;

const productRule: fc.Arbitrary<ProductRule> = fc.oneof(
  fc.record({ by: fc.constant("all" as const) }),
  fc.record({ by: fc.constant("collections" as const), values: fc.array(number, { maxLength: 3 }) }),
  fc.record({
    by: fc.constantFrom("types" as const, "tags" as const),
    values: fc.array(name, { maxLength: 3 }),
  }),
);

/** The rule once more, in other words. */
function recount(made: Made, rule: Rule): Answer {
  const inRule = (): boolean => {
    const { products } = rule;
    if (products.by === "all") return true;
    const has = {
      collections: made.collections.map(String),
      types: [made.productType],
      tags: made.tags,
    }[products.by];
    return products.values.some((value) => has.includes(value));
  };
  const worn = made.chosenKind ?? made.kind;
  if (!made.active) return "not_active";
  if (made.switched === false) return "off";
  if (made.switched === null && !inRule()) return "off_by_rule";
  if (worn === "none") return "no_garment";
  if (worn === null && rule.needsKind) return "kind_unknown";
  const readiness = readinessOf(made.pictures, made.chosenPictures);
  if (readiness !== "ready") return readiness;
  return worn ?? "any";
}

describe("which products have the button", () => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let db: Database;
  beforeAll(async () => {
    database = await createTestDatabase();
    db = connectDatabase(database.address, { poolSize: 2 });
    for (const domain of [shopDomain, "other.myshopify.com"])
      await db.shop.create({ data: { domain, installedAt: new Date(0) } });
  });
  beforeEach(() => db.product.deleteMany());
  afterAll(async () => {
    await db.$disconnect();
    await database.drop();
  });

  const keep = (made: Made[], domain = shopDomain) =>
    db.product.createMany({
      data: made.map((one, place) => ({
        ...one,
        shopDomain: domain,
        id: BigInt(place + 1),
        title: "A thing",
        readiness: readinessOf(one.pictures, one.chosenPictures),
      })),
    });

  it("is what the rule, its exceptions, the kind and the pictures say, whatever they say", async () => {
    const property = fc.asyncProperty(
      fc.array(product, { minLength: 1, maxLength: 40 }),
      productRule,
      fc.boolean(),
      async (made, products, needsKind) => {
        await db.product.deleteMany();
        await keep(made);
        const rule = { needsKind, products };
        const ids = made.map((_one, place) => BigInt(place + 1));
        const judged = await judgeProducts(db, shopDomain, ids, answerOf(rule));
        const answers = new Map(judged.map(({ id, answer }) => [id, answer]));
        expect(ids.map((id) => answers.get(id))).toEqual(made.map((one) => recount(one, rule)));
      },
    );
    await fc.assert(property, { numRuns: 60 });
  });

  it("and which a start takes never disagree, whatever the model and the chosen variant", async () => {
    const models = [
      describeModel("kling-gateway", "kolors-virtual-try-on-v1-5"),
      describeModel("hidream", "hidream-vton"),
    ];
    const property = fc.asyncProperty(
      product,
      productRule,
      fc.constantFrom(...models),
      async (made, products, model) => {
        await db.product.deleteMany();
        await keep([made]);
        const answer = recount(made, { needsKind: model.needsKind === true, products });
        const shop = { domain: shopDomain, settings: { productRule: products } };
        for (const variantId of [undefined, "0", "1", "2", "elsewhere"]) {
          const found = await findGarments(db, shop, [{ productId: "1", variantId }], model, "shopper");
          if (answer === "any") expect(found.ok).toBe(true);
          else if (isButtonKind(answer)) expect(found).toMatchObject({ value: [{ kind: answer }] });
          else expect(found).toEqual({ ok: false, code: refusalFor(answer) });
        }
      },
    );
    await fc.assert(property, { numRuns: 100 });
  });

  it("is said of the shop's own products alone", async () => {
    const made: Made = {
      active: true,
      switched: null,
      kind: "upper",
      chosenKind: null,
      productType: "Shirts",
      tags: [],
      collections: [],
      chosenPictures: {},
      pictures: { featured: good, variants: [], others: [] },
    };
    await keep([made]);
    const rule: Rule = { needsKind: false, products: { by: "all" } };
    expect(await judgeProducts(db, shopDomain, [1n], answerOf(rule))).toHaveLength(1);
    expect(await judgeProducts(db, "other.myshopify.com", [1n], answerOf(rule))).toEqual([]);
  });
});

describe("a rule's version", () => {
  it("is another for each other rule, and the same for the same", () => {
    const rules: ProductRule[] = [
      { by: "all" },
      { by: "types", values: ["Shirts"] },
      { by: "tags", values: ["Shirts"] },
      { by: "types", values: ["Shirts", "Dresses"] },
      { by: "collections", values: ["1"] },
    ];
    const versions = () =>
      rules.flatMap((products) => [true, false].map((needsKind) => versionOf({ needsKind, products })));
    expect(new Set(versions()).size).toBe(10);
    expect(versions()).toEqual(versions());
  });
});

function refusalFor(answer: string): string {
  return ["not_active", "off", "off_by_rule"].includes(answer) ? "product_not_found" : "garment_not_ready";
}
