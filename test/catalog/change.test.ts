import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { PageChanges } from "../../app/catalog/save-product.server.ts";
import { type House, startHouse, until } from "../helpers/house.ts";
import { press } from "../helpers/shopper.ts";
import {
  openSecondShop,
  secondDomain,
  type SecondShop,
  untilIdle,
  withSecondShop,
} from "../helpers/shops.ts";
import { toldKind } from "../sandbox/button-kinds.ts";
import type { Product } from "../sandbox/drawings/catalog.ts";

let house: House;
let second: SecondShop;
beforeAll(async () => {
  house = await startHouse({ drives: false, sandbox: withSecondShop });
  second = await openSecondShop(house);
});
afterAll(() => house.stop());
beforeEach(async () => {
  const { services, shop } = house;
  await services.catalog.change(shop.domain, shop.products.map(idOf), { switched: null, chosenKind: null });
  await services.catalog.saveRule(shop.domain, { by: "all" });
  await untilIdle(house, shop.domain);
});

const idOf = ({ id }: Product) => BigInt(id);
const find = (handle: string): Product => {
  const found = house.shop.products.find((product) => product.handle === handle);
  if (!found) throw new Error(`the sandbox has no ${handle}`);
  return found;
};
const becomes = (product: Product, kind: string | undefined) =>
  until(() => toldKind(house.shop, product.id) === kind);
const told = () =>
  house.shop.products.filter(({ id }) => toldKind(house.shop, id) !== undefined).map(({ handle }) => handle);
const rowOf = (product: Product, shopDomain = house.shop.domain) =>
  house.db.product.findUniqueOrThrow({ where: { shopDomain_id: { shopDomain, id: idOf(product) } } });
const startOf = async (product: Product, variantId?: string) =>
  (
    await press(house, {
      product_id: String(product.id),
      ...(variantId === undefined ? {} : { variant_id: variantId }),
    })
  ).status;

describe("a product that its merchant switches", () => {
  it("off loses the button and is refused, on gets it over the rule, and back is what the rule says", async () => {
    const { services, shop } = house;
    const [shirt, dress] = [find("aland-linen-shirt"), find("sunne-wrap-dress")];
    const change = (product: Product, switched: boolean | null) =>
      services.catalog.change(shop.domain, [idOf(product)], { switched });
    await change(shirt, false);
    await becomes(shirt, undefined);
    expect(await startOf(shirt)).toBe(404);

    await services.catalog.saveRule(shop.domain, { by: "types", values: [shirt.type] });
    await becomes(dress, undefined);
    expect(toldKind(shop, shirt.id)).toBeUndefined();
    await change(dress, true);
    await becomes(dress, "dress");
    expect(await startOf(dress)).toBe(202);
    await change(shirt, null);
    await change(dress, null);
    await becomes(shirt, "upper");
    await becomes(dress, undefined);
  });

  it("is told of within its shard alone, and many are told of in few calls", async () => {
    const { services, shop } = house;
    const changesOf = () => [...shop.appData.values()].map(({ key, updatedAt }) => `${key} ${updatedAt}`);
    const before = new Set(changesOf());
    const shirt = find("aland-linen-shirt");
    await services.catalog.change(shop.domain, [idOf(shirt)], { switched: false });
    await becomes(shirt, undefined);
    expect(changesOf().filter((one) => !before.has(one))).toHaveLength(1);

    const jobs = () =>
      house.db.$queryRaw<unknown[]>`select 1 from pgboss.job where name like 'catalog.publish%'`;
    const jobsBefore = (await jobs()).length;
    await services.catalog.change(shop.domain, shop.products.map(idOf), { switched: false });
    await until(() => told().length === 0);
    expect((await jobs()).length - jobsBefore).toBe(1);
  });
});

describe("a kind that its merchant says", () => {
  it("counts for more than what we proposed, makes a garment of what was none, and none of what was one", async () => {
    const { services, shop } = house;
    const [shirt, tote] = [find("aland-linen-shirt"), find("torget-canvas-tote")];
    await services.catalog.change(shop.domain, [idOf(shirt)], { chosenKind: "dress" });
    await becomes(shirt, "dress");
    await services.catalog.change(shop.domain, [idOf(tote)], { chosenKind: "upper" });
    await becomes(tote, "upper");
    expect(await startOf(tote)).toBe(202);
    await services.catalog.change(shop.domain, [idOf(shirt)], { chosenKind: "none" });
    await becomes(shirt, undefined);
    expect(await startOf(shirt)).toBe(422);
    await services.catalog.change(shop.domain, [idOf(shirt), idOf(tote)], { chosenKind: null });
    await becomes(shirt, "upper");
    await becomes(tote, undefined);
  });
});

describe("a rule", () => {
  it.each([
    ["tags" as const, () => ["summer"], ({ tags }: Product) => tags.includes("summer")],
    ["types" as const, () => ["Shirts", "Tops"], ({ type }: Product) => ["Shirts", "Tops"].includes(type)],
    [
      "collections" as const,
      () => [String(house.shop.manualCollections?.at(-1)?.id)],
      ({ id }: Product) => house.shop.manualCollections?.at(-1)?.productIds.includes(id) === true,
    ],
    ["types" as const, () => [], () => false],
  ])("by %s shows the button on these garments and no others", async (by, values, has) => {
    const { services, shop } = house;
    const all = told();
    await services.catalog.saveRule(shop.domain, { by, values: values() });
    await untilIdle(house, shop.domain);
    const wanted = new Set(shop.products.filter((product) => has(product)).map(({ handle }) => handle));
    expect(told()).toEqual(all.filter((handle) => wanted.has(handle)));
  });

  it("is the same in whichever order its values stand, and leaves the other settings alone", async () => {
    const { services, shop, db } = house;
    const settingsOf = async () =>
      (await db.shop.findUniqueOrThrow({ where: { domain: shop.domain } })).settings;
    await db.shop.update({ where: { domain: shop.domain }, data: { settings: { keptHours: 37 } } });
    await services.catalog.saveRule(shop.domain, { by: "tags", values: ["summer", "linen", "summer"] });
    const productRule = { by: "tags", values: ["linen", "summer"] };
    expect(await settingsOf()).toEqual({ keptHours: 37, productRule });
  });
});

describe("a picture that its merchant chooses", () => {
  const taken = { found: true, refused: [] };
  const addressesOf = async (product: Product) => {
    const { pictures } = await rowOf(product);
    const { others } = JSON.parse(JSON.stringify(pictures));
    return others.map(({ address }: { address: string }) => address);
  };
  const sent = async (product: Product, variantId?: string): Promise<string> => {
    expect(await startOf(product, variantId)).toBe(202);
    const { garments } = await house.db.tryOn.findFirstOrThrow({ orderBy: { createdAt: "desc" } });
    return JSON.stringify(garments);
  };

  it("is sent, for the product and for a variant of its own, until it is taken back", async () => {
    const { services, shop } = house;
    const shirt = find("bergen-knit-jumper");
    const addresses = await addressesOf(shirt);
    const [variant, other] = [shirt.variants[0], shirt.variants.at(-1)].map((one) => String(one?.id));
    const last = addresses.at(-1);
    const save = (changes: PageChanges) => services.catalog.saveProduct(shop.domain, idOf(shirt), changes);
    expect(await save({ picture: last })).toEqual(taken);
    expect(await sent(shirt)).toContain(last);
    expect(await save({ variants: { [String(variant)]: last } })).toEqual(taken);
    expect(await sent(shirt, variant)).toContain(last);
    expect(await sent(shirt, other)).not.toContain(last);
    expect((await rowOf(shirt)).chosenPictures).toEqual({
      product: last,
      variants: { [String(variant)]: last },
    });
    await save({ picture: null, variants: { [String(variant)]: null } });
    expect((await rowOf(shirt)).chosenPictures).toEqual({ variants: {} });
  });

  it("is refused where it is not the product's, too small, or for a variant of another", async () => {
    const { services, shop } = house;
    const [shirt, vest] = [find("bergen-knit-jumper"), find("archive-ribbed-vest")];
    const [address] = await addressesOf(shirt);
    const [small] = await addressesOf(vest);
    const save = (product: Product, changes: PageChanges) =>
      services.catalog.saveProduct(shop.domain, idOf(product), changes);
    const elsewhere = "https://elsewhere.example/a.jpg";
    expect(await save(shirt, { picture: elsewhere, variants: { 1: address } })).toEqual({
      found: true,
      refused: ["picture_gone", "variant_gone"],
    });
    expect(await save(vest, { picture: small })).toEqual({ found: true, refused: ["too_small"] });
    expect(await services.catalog.saveProduct(shop.domain, 1n, { picture: null })).toEqual({ found: false });
  });

  it("leaves the rest as it was said where one is refused, and all is told to the storefront at once", async () => {
    const { services, shop, db } = house;
    const shirt = find("bergen-knit-jumper");
    const [address] = await addressesOf(shirt);
    const variant = String(shirt.variants[0]?.id);
    const changes = {
      switched: false,
      picture: "https://elsewhere.example/a.jpg",
      variants: { [variant]: address },
    };
    const jobs = async () =>
      Number(
        (
          await db.$queryRaw<{ count: bigint }[]>`
        select count(*) from pgboss.job
        where name = 'catalog.publish' and data->>'shop' = ${shop.domain}`
        )[0]?.count,
      );
    const before = await jobs();
    expect(await services.catalog.saveProduct(shop.domain, idOf(shirt), changes)).toEqual({
      found: true,
      refused: ["picture_gone"],
    });
    expect(await jobs()).toBe(before + 1);
    expect(await rowOf(shirt)).toMatchObject({
      switched: false,
      chosenPictures: { variants: { [variant]: address } },
    });
    await becomes(shirt, undefined);
    await services.catalog.saveProduct(shop.domain, idOf(shirt), { variants: { [variant]: null } });
  });

  it("makes a product ready whose first picture is none that can be sent", async () => {
    const { services, shop, db } = house;
    const shirt = find("bergen-knit-jumper");
    const { pictures } = await rowOf(shirt);
    const where = { shopDomain_id: { shopDomain: shop.domain, id: idOf(shirt) } };
    const { others } = JSON.parse(JSON.stringify(pictures));
    const narrow = { ...others[0], address: "https://cdn.shopify.com/narrow.jpg", width: 302, height: 2_000 };
    const made = { featured: narrow, variants: [], others: [narrow, others[0]] };
    await db.product.update({ where, data: { pictures: made, readiness: "wrong_shape" } });
    await services.catalog.change(shop.domain, [idOf(shirt)], { switched: true });
    await becomes(shirt, undefined);
    const { address } = others[0];
    expect(await services.catalog.saveProduct(shop.domain, idOf(shirt), { picture: address })).toEqual(taken);
    await becomes(shirt, "upper");
    await services.catalog.saveProduct(shop.domain, idOf(shirt), { picture: null });
    await becomes(shirt, undefined);
    await db.product.update({ where, data: { pictures: pictures ?? {}, readiness: "ready" } });
  });
});

describe("what a merchant says", () => {
  it("is said of the own shop alone, although another has products of the same numbers", async () => {
    const { services } = house;
    const shirt = find("aland-linen-shirt");
    const before = await house.db.product.findMany({
      where: { shopDomain: house.shop.domain },
      orderBy: { id: "asc" },
    });
    const address = JSON.parse(JSON.stringify((await rowOf(shirt, secondDomain)).pictures)).others[1].address;
    await services.catalog.change(secondDomain, [idOf(shirt)], { switched: false, chosenKind: "dress" });
    await services.catalog.saveProduct(secondDomain, idOf(shirt), { picture: address });
    await services.catalog.saveRule(secondDomain, { by: "tags", values: [] });
    await until(() => toldKind(second.shop, shirt.id) === undefined);
    expect(
      await house.db.product.findMany({ where: { shopDomain: house.shop.domain }, orderBy: { id: "asc" } }),
    ).toEqual(before);
    expect(toldKind(house.shop, shirt.id)).toBe("upper");
  });
});
