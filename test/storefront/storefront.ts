/** A storefront on a free port, with a stand-in for the app behind its proxy. */
import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import express from "express";
import { allShards, shardKey, shardOf, shardValue } from "../../app/catalog/shards.ts";
import { buttonKinds } from "../sandbox/button-kinds.ts";
import { products } from "../sandbox/drawings/products.ts";
import { storefrontRoutes } from "../sandbox/shopify/storefront/routes.ts";
import type { Shop, World } from "../sandbox/world.ts";

const domain = "shop.myshopify.com";

export type Storefront = { origin: string; world: World; shop: Shop; close: () => Promise<void> };

export async function startStorefront(
  app: RequestListener = (_request, response) => response.end(),
): Promise<Storefront> {
  const appServer = await listen(createServer(app));
  const shop: Shop = {
    domain,
    name: "Shop",
    currency: "EUR",
    timezone: "Europe/Berlin",
    products: structuredClone(products),
    installation: undefined,
    generation: 0,
    appData: new Map(),
    blockPlaced: true,
    embedOn: false,
    carts: new Map(),
  };
  const world: World = {
    origin: "",
    app: {
      origin: originOf(appServer),
      clientId: "client",
      clientSecret: "hush",
      handle: "fitting-room",
      scopes: [],
      proxy: { path: "/proxy", prefix: "apps", subpath: "try-it-on" },
      webhooks: [],
    },
    shops: new Map([[domain, shop]]),
    deliveries: [],
    tasks: [],
    scripts: [],
    keys: { gateway: [] },
    taskMs: 0,
    parallelLimit: 1,
    save: () => {},
  };
  setReady(shop, true);
  publishProducts(shop);
  const server = await listen(createServer(express().use(storefrontRoutes(world))));
  world.origin = originOf(server);
  return {
    origin: world.origin,
    world,
    shop,
    close: async () => {
      await Promise.all([close(server), close(appServer)]);
    },
  };
}

export function setReady(shop: Shop, isReady: boolean): void {
  setMetafield(shop, "ready", "boolean", String(isReady));
}

/** As the app publishes which products have the button. */
export function publishProducts(shop: Shop, kinds = buttonKinds(shop.products)): void {
  for (const shard of allShards) {
    const value = shardValue(kinds.filter(([id]) => shardOf(id) === shard));
    setMetafield(shop, shardKey(shard), "json", value);
  }
}

function setMetafield(shop: Shop, key: string, type: string, value: string): void {
  const namespace = "fitting_room";
  const metafield = { namespace, key, type, value, updatedAt: "2026-11-20T00:00:00Z" };
  shop.appData.set(`${namespace}.${key}`, metafield);
}

async function listen(server: Server): Promise<Server> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
}

function originOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server does not listen");
  return `http://127.0.0.1:${address.port}`;
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
