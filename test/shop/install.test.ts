import { afterEach, describe, expect, it } from "vitest";
import { type House, startHouse, until } from "../helpers/house.ts";
import { follow, press } from "../helpers/shopper.ts";
import { connectGateway, installApp } from "../sandbox/cli/merchant.ts";
import { waitForReadyShop } from "../sandbox/cli/ready-shop.ts";
import { gatewayKey } from "../helpers/house.ts";
import { uninstall } from "../sandbox/shopify/admin/install.ts";
import { sendWebhook } from "../sandbox/shopify/webhooks.ts";

describe("a shop", () => {
  let house: House;
  afterEach(() => house.stop());

  const isUninstalled = () => house.db.shop.findFirst({ where: { uninstalledAt: { not: null } } });

  it("that installs the app gets its catalogue read and its button kept hidden until a key works", async () => {
    house = await startHouse({ shop: "installed" });
    await house.catalogueRead();
    await until(() => house.shop.appData.get("fitting_room.ready")?.value === "false");
    await connectGateway(house.sandbox.world, house.shop, gatewayKey);
    await waitForReadyShop(house.shop);
  });

  it("whose key is wrong keeps its button hidden, and shows it when the right key comes", async () => {
    house = await startHouse({ shop: "installed" });
    await connectGateway(house.sandbox.world, house.shop, "sk-a-key-that-nobody-issued");
    await until(() => house.db.connection.findFirst({ where: { unwell: "key_refused" } }));
    await until(() => house.shop.appData.get("fitting_room.ready")?.value === "false");
    expect((await press(house)).status).toBe(503);
    const { id } = await house.db.connection.findFirstOrThrow();
    await connectGateway(house.sandbox.world, house.shop, gatewayKey, { id });
    await waitForReadyShop(house.shop);
  });

  it("whose provider can't be reached for a test is not taken for connected", async () => {
    house = await startHouse({ shop: "installed" });
    house.sandbox.world.scripts.push({ on: "query", does: "cut" });
    await connectGateway(house.sandbox.world, house.shop, gatewayKey);
    expect((await press(house)).status).toBe(503);
    const { id, unwell, testedAt } = await house.db.connection.findFirstOrThrow();
    expect({ unwell, testedAt }).toEqual({ unwell: null, testedAt: null });
    expect(await house.services.connections.test(house.shop.domain, id)).toEqual({ ok: true });
    await waitForReadyShop(house.shop);
  });

  it("whose connection is unwell stays so when a test says nothing about its key", async () => {
    house = await startHouse();
    const { id } = await house.db.connection.update({
      where: { id: (await house.db.connection.findFirstOrThrow()).id },
      data: { unwell: "balance_gone" },
    });
    house.sandbox.world.scripts.push({ on: "query", does: "cut" });
    expect(await house.services.connections.test(house.shop.domain, id)).toMatchObject({ ok: false });
    expect((await house.db.connection.findFirstOrThrow()).unwell).toBe("balance_gone");
    expect((await press(house)).status).toBe(503);
  });

  it("that uninstalls loses key, tokens, catalogue and pictures at once, and is refused from then on", async () => {
    house = await startHouse();
    await follow(house, await press(house));
    await uninstall(house.sandbox.world, house.shop);
    await until(isUninstalled);
    await until(async () => (await house.db.picture.count()) === 0);
    await until(async () => (await house.storedFiles()).length === 0);
    expect(await house.db.connection.count()).toBe(0);
    expect(await house.db.session.count()).toBe(0);
    expect(await house.db.product.count()).toBe(0);
    expect(await house.db.tryOn.count()).toBe(1);
    expect((await press(house, { product_id: "8100000000001" })).status).toBe(404);
  });

  it("that comes back is welcomed as on the first day", async () => {
    house = await startHouse();
    await uninstall(house.sandbox.world, house.shop);
    await until(isUninstalled);
    await installApp(house.sandbox.world, house.shop);
    await house.catalogueRead();
    await connectGateway(house.sandbox.world, house.shop, gatewayKey);
    await waitForReadyShop(house.shop);
    expect((await follow(house, await press(house))).state).toBe("done");
  });

  it("is not undone by a goodbye that arrives after the new welcome", async () => {
    const now = { ahead: 0 };
    house = await startHouse({ now: () => new Date(Date.now() + now.ahead) });
    await house.db.shop.updateMany({ data: { installedAt: new Date(Date.now() + 60_000) } });
    const { id } = await sendWebhook(house.sandbox.world, {
      shop: house.shop.domain,
      topic: "app/uninstalled",
      payload: { myshopify_domain: house.shop.domain },
    });
    await until(async () => {
      const rows = await house.db.$queryRaw<{ state: string }[]>`
        select state::text from pgboss.job where name = 'shop.uninstall'`;
      return rows[0]?.state === "completed";
    });
    expect(id).not.toBe("");
    expect(await isUninstalled()).toBeNull();
    expect(await house.db.connection.count()).toBe(1);
  });

  it("that asks for it after leaving has nothing left here", async () => {
    house = await startHouse();
    await follow(house, await press(house));
    await uninstall(house.sandbox.world, house.shop);
    await until(isUninstalled);
    await sendWebhook(house.sandbox.world, {
      shop: house.shop.domain,
      topic: "shop/redact",
      payload: { shop_domain: house.shop.domain },
    });
    await until(async () => (await house.db.shop.count()) === 0);
    expect(await house.db.tryOn.count()).toBe(0);
    expect(await house.storedFiles()).toHaveLength(0);
  });
});
