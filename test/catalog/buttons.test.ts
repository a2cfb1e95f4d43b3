import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { shardKey, shardOf } from "../../app/catalog/shards.ts";
import { type House, startHouse, until } from "../helpers/house.ts";
import { runJob } from "../helpers/jobs.ts";
import { press } from "../helpers/shopper.ts";
import { untilIdle } from "../helpers/shops.ts";
import { toldKind } from "../sandbox/button-kinds.ts";
import type { Product } from "../sandbox/drawings/catalog.ts";
import { sendWebhook } from "../sandbox/shopify/webhooks.ts";

describe("the button of a product", () => {
  let house: House;
  beforeAll(async () => {
    house = await startHouse({ drives: false });
  });
  afterAll(() => house.stop());

  const find = (handle: string): Product => {
    const product = house.shop.products.find((each) => each.handle === handle);
    if (!product) throw new Error(`the sandbox has no ${handle}`);
    return product;
  };
  const tellOf = (product: Product, topic = "products/update") =>
    sendWebhook(house.sandbox.world, { shop: house.shop, topic, payload: { id: product.id } });
  const page = async (product: Product) =>
    (await fetch(`${house.sandbox.origin}/products/${product.handle}`)).text();
  const becomes = (product: Product, kind: string | undefined) =>
    until(() => toldKind(house.shop, product.id) === kind);

  it("stands on the pages of garments, and on no other, as a start is taken or refused", async () => {
    await untilIdle(house, house.shop.domain);
    const isOn: Record<string, boolean> = {};
    for (const product of house.shop.products.filter(({ status }) => status === "ACTIVE")) {
      isOn[product.handle] = (await page(product)).includes("<try-it-on");
      const started = await press(house, {
        product_id: String(product.id),
        variant_id: String(product.variants.at(-1)?.id),
      });
      expect([product.handle, started.status]).toEqual([product.handle, isOn[product.handle] ? 202 : 422]);
    }
    expect(Object.keys(isOn).filter((handle) => !isOn[handle])).toEqual([
      "archive-ribbed-vest",
      "torget-canvas-tote",
    ]);
  });

  it("goes when the merchant takes the product off sale, and comes back with it", async () => {
    const dress = find("sunne-wrap-dress");
    expect(toldKind(house.shop, dress.id)).toBe("dress");
    dress.status = "DRAFT";
    await tellOf(dress);
    await becomes(dress, undefined);
    dress.status = "ACTIVE";
    await tellOf(dress);
    await becomes(dress, "dress");
    expect(await page(dress)).toContain("<try-it-on");
  });

  it("goes with a product that is deleted", async () => {
    const skirt = find("lund-pleated-skirt");
    house.shop.products.splice(house.shop.products.indexOf(skirt), 1);
    await tellOf(skirt, "products/delete");
    await becomes(skirt, undefined);
    expect((await press(house, { product_id: String(skirt.id) })).status).toBe(404);
  });

  it("is told once more until Shopify takes it", async () => {
    const jacket = find("harbour-denim-jacket");
    const name = `fitting_room.${shardKey(shardOf(BigInt(jacket.id)))}`;
    const before = house.shop.appData.get(name);
    if (!before) throw new Error("its shard was never told");
    // Of another type it can't be written.
    house.shop.appData.set(name, { ...before, type: "boolean", value: "true" });
    Object.assign(jacket, { title: "Denim dress", type: "Dresses", category: "" });
    await tellOf(jacket);
    await until(() => house.logged.some((line) => line.includes("Type must be consistent")));
    expect(toldKind(house.shop, jacket.id)).toBeUndefined();
    house.shop.appData.set(name, before);
    await becomes(jacket, "dress");
  });

  it("goes where nothing tells the kind and the model in use has to be told: found by the calendar at the latest", async () => {
    const top = find("skagen-breton-top");
    Object.assign(top, { title: "Skagen", type: "", category: "" });
    await tellOf(top);
    await becomes(top, "any");
    await house.db.connection.updateMany({ data: { provider: "hidream", model: "hidream-vton" } });
    await runJob(house, "shop.publish-changed", {});
    await becomes(top, undefined);
    await untilIdle(house, house.shop.domain);
    const jobs = () => house.db.$queryRaw<unknown[]>`select 1 from pgboss.job where name = 'shop.publish'`;
    const before = (await jobs()).length;
    await runJob(house, "shop.publish-changed", {});
    expect(await jobs()).toHaveLength(before);
  });

  it("comes to a shop that was installed before anybody told which products have it", async () => {
    const dress = find("kiruna-shift-dress");
    await untilIdle(house, house.shop.domain);
    house.shop.appData.delete(`fitting_room.${shardKey(shardOf(BigInt(dress.id)))}`);
    await house.db.shop.updateMany({ data: { toldShards: {} } });
    await runJob(house, "shop.publish-changed", {});
    await becomes(dress, "dress");
    expect(await page(dress)).toContain("<try-it-on");
  });
});
