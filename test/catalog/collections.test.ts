import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type House, startHouse, until } from "../helpers/house.ts";
import {
  openSecondShop,
  secondDomain,
  type SecondShop,
  untilIdle,
  withSecondShop,
} from "../helpers/shops.ts";
import { toldKind } from "../sandbox/button-kinds.ts";
import { manyProducts } from "../sandbox/drawings/many-products.ts";
import { collectionPayload } from "../sandbox/shopify/admin/payloads.ts";
import { sendWebhook } from "../sandbox/shopify/webhooks.ts";
import type { ManualCollection } from "../sandbox/world.ts";

let house: House;
let second: SecondShop;
beforeAll(async () => {
  house = await startHouse({ drives: false, sandbox: withSecondShop });
  second = await openSecondShop(house);
  await untilIdle(house, house.shop.domain);
});
afterAll(() => house.stop());

const of = (title: string): ManualCollection => {
  const found = house.shop.manualCollections?.find((collection) => collection.title === title);
  if (!found) throw new Error(`the sandbox has no collection ${title}`);
  return found;
};
const tell = async (collection: ManualCollection, topic: string, shop = house.shop) => {
  const payload = collectionPayload(collection);
  const { status } = await sendWebhook(house.sandbox.world, { shop, topic: `collections/${topic}`, payload });
  expect(status).toBe(200);
};
const membersOf = async ({ id }: ManualCollection, shopDomain = house.shop.domain) => {
  const rows = await house.db.product.findMany({
    where: { shopDomain, collections: { has: BigInt(id) } },
    orderBy: { id: "asc" },
  });
  return rows.map((row) => Number(row.id));
};
const titleOf = async ({ id }: ManualCollection, shopDomain = house.shop.domain) =>
  (await house.db.collection.findUnique({ where: { shopDomain_id: { shopDomain, id: BigInt(id) } } }))?.title;
const become = (collection: ManualCollection, ids: number[]) =>
  until(async () => String(await membersOf(collection)) === String(ids.toSorted((a, b) => a - b)));

describe("a collection", () => {
  it("that comes is here by its name and with its products", async () => {
    const { shop } = house;
    const made = { id: 491_000_001, title: "Linen", handle: "linen", productIds: [] as number[] };
    made.productIds.push(...shop.products.slice(3, 6).map(({ id }) => id));
    shop.manualCollections?.push(made);
    await tell(made, "create");
    await become(made, made.productIds);
    expect(await titleOf(made)).toBe("Linen");
    expect(await membersOf(made, secondDomain)).toEqual([]);
  });

  it("that a rule goes by takes the button along: to what comes in, from what goes out", async () => {
    const { shop, services } = house;
    const basics = of("Basics");
    await services.catalog.saveRule(shop.domain, { by: "collections", values: [String(basics.id)] });
    await untilIdle(house, shop.domain);
    const dress = shop.products.find(({ handle }) => handle === "sunne-wrap-dress")?.id ?? 0;
    const [first = 0] = basics.productIds;
    expect([toldKind(shop, dress), toldKind(shop, first)]).toEqual([undefined, expect.any(String)]);
    basics.productIds = [...basics.productIds.slice(1), dress];
    await tell(basics, "update");
    await until(() => toldKind(shop, dress) === "dress" && toldKind(shop, first) === undefined);
    expect(await membersOf(basics)).toEqual(basics.productIds.toSorted((a, b) => a - b));
    await services.catalog.saveRule(shop.domain, { by: "all" });
  });

  it("that is renamed has its new name, and that goes is in no product any more: in its own shop alone", async () => {
    const { shop } = house;
    const summer = of("Summer");
    const before = await membersOf(summer, secondDomain);
    summer.title = "High summer";
    await tell(summer, "update");
    await until(async () => (await titleOf(summer)) === "High summer");
    shop.manualCollections?.splice(shop.manualCollections.indexOf(summer), 1);
    await tell(summer, "delete");
    await until(async () => (await titleOf(summer)) === undefined);
    await become(summer, []);
    expect(before.length).toBeGreaterThan(0);
    expect(await membersOf(summer, secondDomain)).toEqual(before);
    expect(await titleOf(summer, secondDomain)).toBe("Summer");
  });

  it("that is very large is left to a reading of the whole catalogue", async () => {
    const { shop, sandbox, db } = { ...house, shop: second.shop };
    const many = manyProducts(5_100, 7_000_000_000_000);
    shop.products.push(...many);
    const all = {
      id: 491_000_009,
      title: "All",
      handle: "all",
      productIds: shop.products.map(({ id }) => id),
    };
    shop.manualCollections?.push(all);
    const before = await db.catalogReading.findUniqueOrThrow({ where: { shopDomain: shop.domain } });
    const { status } = await sendWebhook(sandbox.world, {
      shop,
      topic: "collections/create",
      payload: collectionPayload(all),
    });
    expect(status).toBe(200);
    await until(async () => {
      const reading = await db.catalogReading.findUniqueOrThrow({ where: { shopDomain: shop.domain } });
      return reading.startedAt > before.startedAt && reading.endedAt;
    });
    expect((await membersOf(all, shop.domain)).length).toBe(shop.products.length);
  });
});

it.each(["collections/update", "bulk_operations/finish"])(
  "a message of %s without a number that can be is refused",
  async (topic) => {
    for (const payload of [{}, { id: "1 or 1=1" }, { admin_graphql_api_id: "gid://shopify/Order/1" }]) {
      const { status } = await sendWebhook(house.sandbox.world, { shop: house.shop, topic, payload });
      expect(status).toBe(400);
    }
  },
);
