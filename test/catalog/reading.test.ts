import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type House, startHouse, until } from "../helpers/house.ts";
import { runJob } from "../helpers/jobs.ts";
import { secondDomain, untilIdle, withSecondShop } from "../helpers/shops.ts";
import { toldKind } from "../sandbox/button-kinds.ts";
import { installApp } from "../sandbox/cli/merchant.ts";
import { collectionsOf } from "../sandbox/shopify/graphql/index.ts";
import type { Shop } from "../sandbox/world.ts";
import { ended, readAgain, rowOf } from "./read-catalogue.ts";

const find = ({ products }: Shop, handle: string) => {
  const found = products.find((product) => product.handle === handle);
  if (!found) throw new Error(`the sandbox has no ${handle}`);
  return found;
};

describe("the reading of a small catalogue", () => {
  let house: House;
  beforeAll(async () => {
    house = await startHouse({ drives: false, shop: "installed", sandbox: withSecondShop });
    await ended(house);
  });
  afterAll(() => house.stop());

  it("brings each product with all that a merchant chooses by, and the collections by name", async () => {
    const { shop } = house;
    const shirt = find(shop, "aland-linen-shirt");
    expect(await rowOf(house, shirt.id)).toMatchObject({
      title: shirt.title,
      handle: shirt.handle,
      productType: shirt.type,
      vendor: shirt.vendor,
      tags: shirt.tags,
      kind: "upper",
      readiness: "ready",
      changedAt: new Date(shirt.updatedAt),
      pictures: {
        featured: { width: 1200, height: 1500 },
        others: shirt.pictures.map(({ file }) => ({ address: expect.stringContaining(`/${file}`) })),
        variants: shirt.variants.map(({ id }) => ({ id: String(id) })),
      },
    });
    const collections = await house.db.collection.findMany({ where: { shopDomain: shop.domain } });
    expect(Object.fromEntries(collections.map(({ id, title }) => [String(id), title]))).toEqual(
      Object.fromEntries(collectionsOf(shop).map(({ id, title }) => [String(id), title])),
    );
    const summer = shop.manualCollections?.find(({ title }) => title === "Summer");
    const members = await house.db.product.findMany({
      where: { shopDomain: shop.domain, collections: { has: BigInt(summer?.id ?? 0) } },
    });
    expect(members.map(({ id }) => Number(id)).toSorted()).toEqual(summer?.productIds.toSorted());
    const vest = await rowOf(house, find(shop, "archive-ribbed-vest").id);
    expect(vest?.readiness).toBe("too_small");
  });

  it("says how far it has come", async () => {
    const count = house.shop.products.length;
    expect(await readAgain(house)).toEqual({ state: "done", endedAt: expect.any(String), read: count });
    expect(await house.services.catalog.reading("nobody.myshopify.com")).toEqual({ state: "never" });
  });

  it("leaves alone what the merchant chose, and forgets a picture that is gone", async () => {
    const { shop } = house;
    const shirt = find(shop, "aland-linen-shirt");
    const key = { shopDomain: shop.domain, id: BigInt(shirt.id) };
    const pictures = shirt.pictures.map(({ file }) => `${house.sandbox.origin}/cdn/shop/files/${file}`);
    const [variant] = shirt.variants;
    await house.db.product.update({
      where: { shopDomain_id: key },
      data: {
        switched: false,
        chosenKind: "dress",
        chosenPictures: {
          product: pictures[1],
          variants: { [String(variant?.id)]: "https://cdn.shopify.com/gone.jpg", 42: pictures[0] },
        },
      },
    });
    await readAgain(house);
    expect(await rowOf(house, shirt.id)).toMatchObject({
      switched: false,
      chosenKind: "dress",
      kind: "upper",
      chosenPictures: { product: pictures[1] },
    });
    shirt.pictures.splice(1, 1);
    await readAgain(house);
    expect((await rowOf(house, shirt.id))?.chosenPictures).toEqual({});
  });

  it("takes away what Shopify no longer has, and tells the storefront, but nothing that came meanwhile", async () => {
    const { shop, db } = house;
    const where = { shopDomain: shop.domain };
    const skirt = find(shop, "lund-pleated-skirt");
    await until(() => toldKind(shop, skirt.id) === "lower");
    shop.products.splice(shop.products.indexOf(skirt), 1);
    const [removed] = shop.manualCollections?.splice(0, 1) ?? [];
    const later = { ...where, title: "Came meanwhile", active: true, pictures: {} };
    await db.product.create({ data: { ...later, id: 77n, readAt: new Date(Date.now() + 60_000) } });
    await db.product.create({ data: { ...later, id: 78n, readAt: new Date(0) } });
    await readAgain(house);
    expect([await rowOf(house, skirt.id), await rowOf(house, 78)]).toEqual([null, null]);
    expect(await rowOf(house, 77)).not.toBeNull();
    expect(await db.collection.count({ where: { ...where, id: BigInt(removed?.id ?? 0) } })).toBe(0);
    await until(() => toldKind(shop, skirt.id) === undefined);
  });

  it("is one shop's own, although another has products and collections of the same numbers", async () => {
    const { sandbox, db, shop } = house;
    const second = sandbox.world.shops.get(secondDomain);
    if (!second) throw new Error("the sandbox has no second shop");
    second.products.splice(1);
    await installApp(sandbox.world, second);
    await ended(house, second);
    const counts = () =>
      Promise.all(
        [shop.domain, secondDomain].map((shopDomain) => db.product.count({ where: { shopDomain } })),
      );
    const before = await counts();
    expect(before[1]).toBe(1);
    second.products.splice(0);
    await readAgain(house, second);
    expect(await counts()).toEqual([before[0], 0]);
  });

  it("is begun by night, for those whose night has come, and ended where nobody goes on with it", async () => {
    const { db, services, shop } = house;
    const where = { shopDomain: shop.domain };
    await db.catalogReading.updateMany({ where, data: { startedAt: new Date(0) } });
    await untilIdle(house, shop.domain);
    await runJob(house, "catalog.read-due", {});
    await ended(house);
    const reading = await db.catalogReading.findUniqueOrThrow({ where });
    expect(reading.startedAt.getTime()).toBeGreaterThan(0);
    await runJob(house, "catalog.read-due", {});
    expect(await db.catalogReading.findUniqueOrThrow({ where })).toMatchObject({ turn: reading.turn });

    const data = { endedAt: null, movedAt: new Date(0) };
    await db.catalogReading.update({ where, data });
    await runJob(house, "catalog.read-due", {});
    expect(await services.catalog.reading(shop.domain)).toMatchObject({
      state: "trouble",
      trouble: { key: "products.reading.trouble.stalled" },
    });
    expect(await readAgain(house)).toMatchObject({ state: "done" });
  });

  it("is begun for nobody but a shop that is there", async () => {
    expect(await house.services.catalog.readAgain("nobody.myshopify.com")).toBe(false);
  });
});
