import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { mostByPages } from "../../app/catalog/reading-steps.server.ts";
import { type House, startHouse, until } from "../helpers/house.ts";
import { runJob } from "../helpers/jobs.ts";
import { toldKind } from "../sandbox/button-kinds.ts";
import { installApp } from "../sandbox/cli/merchant.ts";
import { manyProducts } from "../sandbox/drawings/many-products.ts";
import { finishBulk } from "../sandbox/shopify/bulk/operations.ts";
import { collectionsOf } from "../sandbox/shopify/graphql/index.ts";
import { ended, readAgain, rowOf } from "./read-catalogue.ts";

describe("the reading of a large catalogue", () => {
  const count = mostByPages + 203;
  let house: House;
  beforeAll(async () => {
    house = await startHouse({ drives: false, shop: "none" });
    house.shop.products = manyProducts(count);
    await installApp(house.sandbox.world, house.shop);
    await ended(house);
  });
  afterAll(() => house.stop());
  afterEach(() => {
    delete house.sandbox.world.bulkMs;
  });

  const begun = (after: number) =>
    until(() => {
      const operation = house.shop.bulkOperations?.[after];
      return operation?.lines && operation;
    });

  it("is left to one operation of Shopify's, and brings the same", async () => {
    expect(house.shop.bulkOperations).toHaveLength(1);
    expect(await house.services.catalog.reading(house.shop.domain)).toMatchObject({
      state: "done",
      read: count,
    });
    expect(await house.db.product.count()).toBe(count);
    const shirt = house.shop.products.find(({ title }) => title.startsWith("Åland Linen Shirt"));
    const row = await rowOf(house, shirt?.id ?? 0);
    expect(row).toMatchObject({
      title: shirt?.title,
      tags: shirt?.tags,
      kind: "upper",
      pictures: {
        featured: { height: 1500 },
        others: shirt?.pictures.map(({ file }) => ({ address: expect.stringContaining(`/${file}`) })),
        variants: shirt?.variants.map(({ id }) => ({ id: String(id), picture: { width: 1200 } })),
      },
    });
    const titles = collectionsOf(house.shop).filter(({ title }) => title === shirt?.type);
    expect(row?.collections).toEqual(titles.map(({ id }) => BigInt(id)));
    await until(() => toldKind(house.shop, shirt?.id ?? 0) === "upper");
  });

  it("goes on at Shopify's word, and without it, too", async () => {
    const { services, shop, sandbox, db } = house;
    for (const isTold of [true, false]) {
      sandbox.world.bulkMs = Infinity;
      const before = shop.bulkOperations?.length ?? 0;
      await services.catalog.readAgain(shop.domain);
      const operation = await begun(before);
      await until(() => db.catalogReading.findFirst({ where: { operationId: { not: null } } }));
      expect(await services.catalog.reading(shop.domain)).toMatchObject({
        state: "running",
        isPreparing: true,
        total: count,
        read: 0,
      });
      // Told, it goes on although the look that waits is hours away.
      if (isTold)
        await until(
          () => db.$executeRaw`
            update pgboss.job set start_after = now() + interval '3 hours'
            where name = 'catalog.read' and state = 'created'`,
        );
      await finishBulk(sandbox.world, shop, operation, { isTold });
      expect(await ended(house)).toMatchObject({ state: "done", read: count });
    }
  });

  it("overwrites nothing that was read later than Shopify wrote its file, and brings back nothing that went", async () => {
    const { services, shop, sandbox, db } = house;
    sandbox.world.bulkMs = Infinity;
    const before = shop.bulkOperations?.length ?? 0;
    await services.catalog.readAgain(shop.domain);
    const operation = await begun(before);
    const [changed, gone] = shop.products;
    if (!changed || !gone) throw new Error("the sandbox has no products");
    changed.title = "Changed meanwhile";
    shop.products.splice(1, 1);
    for (const { id } of [changed, gone])
      await runJob(house, "catalog.product", { shop: shop.domain, id: String(id) });
    expect(await rowOf(house, gone.id)).toBeNull();
    await finishBulk(sandbox.world, shop, operation);
    await ended(house);
    expect((await rowOf(house, changed.id))?.title).toBe("Changed meanwhile");
    expect(await rowOf(house, gone.id)).toBeNull();
    expect(await db.product.count()).toBe(shop.products.length);
  });

  it.each([
    ["FAILED" as const, "products.reading.trouble.failed"],
    ["CANCELED" as const, "products.reading.trouble.failed"],
    ["EXPIRED" as const, "products.reading.trouble.expired"],
  ])(
    "that Shopify leaves %s takes nothing away, tells the merchant, and may be begun again",
    async (status, key) => {
      const { services, shop, sandbox, db } = house;
      sandbox.world.bulkMs = Infinity;
      const before = shop.bulkOperations?.length ?? 0;
      await services.catalog.readAgain(shop.domain);
      const operation = await begun(before);
      await until(() => db.catalogReading.findFirst({ where: { operationId: { not: null } } }));
      await finishBulk(sandbox.world, shop, operation, { status });
      expect(await ended(house)).toMatchObject({ state: "trouble", read: 0, trouble: { key } });
      expect(await db.product.count()).toBe(shop.products.length);
      delete sandbox.world.bulkMs;
      expect(await readAgain(house)).toMatchObject({ state: "done" });
    },
  );

  it("goes on after the app was stopped in the middle", async () => {
    const { shop, sandbox } = house;
    sandbox.world.bulkMs = Infinity;
    const before = shop.bulkOperations?.length ?? 0;
    await house.services.catalog.readAgain(shop.domain);
    const operation = await begun(before);
    await house.restart();
    await finishBulk(sandbox.world, shop, operation);
    expect(await ended(house)).toMatchObject({ state: "done", read: shop.products.length });
    expect(shop.bulkOperations).toHaveLength(before + 1);
  });
});
