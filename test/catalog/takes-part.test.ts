import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Database } from "../../app/db.server.ts";
import { takesPart } from "../../app/catalog/takes-part.ts";
import { describeModel } from "../../app/providers/registry.ts";
import { createTestDatabase } from "../helpers/house.ts";
import { connectDatabase } from "../../app/db.server.ts";
import { findGarments } from "../../app/try-on/garments/find-garments.server.ts";

const good = { address: "https://cdn.shopify.com/s/shirt.jpg", width: 900, height: 1_200 };
const small = { ...good, width: 300, height: 300 };
const shown = { active: true, kind: "upper", pictures: { featured: good, variants: [] } };
const variant = (picture: typeof good | null, id = "1") => ({ id, picture });

describe("a product that has the button", () => {
  it.each<[string, object, [needsKind: string | undefined, looks: string | undefined]]>([
    ["is active", {}, ["upper", "upper"]],
    ["is not archived or a draft", { active: false }, [undefined, undefined]],
    ["is no bag", { kind: "none" }, [undefined, undefined]],
    ["is of a kind that can be worn", { kind: "shoes" }, [undefined, undefined]],
    ["is of a known kind, or the model looks for itself", { kind: null }, [undefined, "any"]],
    ["has a picture", { pictures: { featured: null, variants: [variant(null)] } }, [undefined, undefined]],
    ["has one that is large enough", { pictures: { featured: small, variants: [] } }, [undefined, undefined]],
    [
      "has one, be it a variant's",
      { pictures: { featured: small, variants: [variant(good)] } },
      ["upper", "upper"],
    ],
  ])("%s", (_what, changes, [known, looks]) => {
    const kindFor = (needsKind: boolean) => {
      const part = takesPart({ ...shown, ...changes }, { needsKind });
      return part.ok ? part.value : undefined;
    };
    expect([kindFor(true), kindFor(false)]).toEqual([known, looks]);
  });
});

describe("the button and the start", () => {
  const side = fc.constantFrom(200, 301, 800, 1_200, 3_000);
  const picture = fc.option(fc.record({ address: fc.constant(good.address), width: side, height: side }));
  const product = fc.record({
    active: fc.boolean(),
    kind: fc.constantFrom("upper", "lower", "dress", "none", "shoes", null),
    pictures: fc.record({
      featured: picture,
      variants: fc
        .array(picture, { maxLength: 3 })
        .map((pictures) => pictures.map((one, place) => variant(one, String(place)))),
    }),
  });
  const models = [
    describeModel("kling-gateway", "kolors-virtual-try-on-v1-5"),
    describeModel("hidream", "hidream-vton"),
  ];

  it("never disagree, whatever the product, the model and the chosen variant", async () => {
    const database = await createTestDatabase();
    const db = connectDatabase(database.address, { poolSize: 2 });
    const shopDomain = "shop.myshopify.com";
    await db.shop.create({ data: { domain: shopDomain, installedAt: new Date(0) } });
    const property = fc.asyncProperty(product, fc.constantFrom(...models), async (made, model) => {
      await keep(db, shopDomain, made);
      const part = takesPart(made, { needsKind: model.needsKind === true });
      for (const variantId of [undefined, "0", "1", "2", "elsewhere"]) {
        const found = await findGarments(db, shopDomain, [{ productId: "1", variantId }], model);
        expect(found.ok ? found.ok : found).toEqual(part.ok ? part.ok : part);
        if (part.ok && part.value !== "any") expect(found).toMatchObject({ value: [{ kind: part.value }] });
      }
    });
    try {
      await fc.assert(property, { numRuns: 150 });
    } finally {
      await db.$disconnect();
      await database.drop();
    }
  });
});

async function keep(
  db: Database,
  shopDomain: string,
  { active, kind, pictures }: { active: boolean; kind: string | null; pictures: object },
): Promise<void> {
  const data = { title: "A thing", active, kind, pictures };
  await db.product.upsert({
    where: { shopDomain_id: { shopDomain, id: 1n } },
    create: { shopDomain, id: 1n, ...data },
    update: data,
  });
}
