/** A sandbox shop over real HTTP for these tests: the merchant's side alone, with a small stand-in for the app. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { IncomingHttpHeaders, Server } from "node:http";
import express from "express";
import type { Product } from "../sandbox/drawings/catalog.ts";
import { readRegistration } from "../sandbox/registration.ts";
import { adminRoutes, ensureInstalled } from "../sandbox/shopify/admin/index.ts";
import { graphqlRoutes } from "../sandbox/shopify/graphql/index.ts";
import type { Shop, World } from "../sandbox/world.ts";

export const domain = "quiet-shop.myshopify.com";

export const appToml = `
client_id = "stands-elsewhere"
name = "Fitting Room"
handle = "fitting-room"
application_url = "https://example.com"
[access_scopes]
scopes = "read_products,write_app_proxy"
[app_proxy]
url = "/proxy"
prefix = "apps"
subpath = "try-it-on"
[webhooks]
api_version = "2026-10"
[[webhooks.subscriptions]]
topics = ["app/uninstalled", "products/update"]
uri = "/webhooks"
[[webhooks.subscriptions]]
compliance_topics = ["customers/redact", "shop/redact"]
uri = "/webhooks"
`;

export type Received = { headers: IncomingHttpHeaders; body: string };

export async function openShop() {
  const received: Received[] = [];
  const app = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += chunk));
    request.on("end", () => {
      received.push({ headers: request.headers, body });
      response.end();
    });
  });
  const world: World = {
    origin: "",
    app: readRegistration(appToml, {
      origin: await listen(app),
      clientId: "client",
      clientSecret: "a secret of the app",
    }),
    shops: new Map(),
    deliveries: [],
    tasks: [],
    scripts: [],
    keys: { gateway: [] },
    taskMs: 0,
    parallelLimit: 1,
    save: () => {},
  };
  const shop = newShop();
  world.shops.set(domain, shop);
  await ensureInstalled(world, shop);
  const sandbox = createServer(express().use(adminRoutes(world), graphqlRoutes(world)));
  world.origin = await listen(sandbox);
  const close = () => [app, sandbox].forEach((server) => server.closeAllConnections() ?? server.close());
  return { world, shop, received, close };
}

async function listen(server: Server): Promise<string> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return typeof address === "object" && address ? `http://127.0.0.1:${address.port}` : "";
}

function newShop(): Shop {
  return {
    domain,
    name: "Quiet Shop",
    currency: "EUR",
    timezone: "Europe/Berlin",
    products: [
      garment(1, "Linen shirt", "Shirts", ["summer", "linen"]),
      garment(2, "Wool sweatshirt", "Shirts", ["winter"]),
      garment(3, "Long dress", "Dresses", ["summer"]),
      { ...garment(4, "Old coat", "Coats", []), status: "DRAFT" },
    ],
    installation: undefined,
    generation: 0,
    appData: new Map(),
    blockPlaced: false,
    embedOn: false,
    carts: new Map(),
  };
}

function garment(id: number, title: string, type: string, tags: string[]): Product {
  const handle = title.toLowerCase().replaceAll(" ", "-");
  return {
    id,
    title,
    handle,
    descriptionHtml: `<p>${title}</p>`,
    vendor: "Quiet",
    type,
    category: "Apparel & Accessories > Clothing",
    tags,
    status: "ACTIVE",
    options: [{ name: "Size", values: ["S"] }],
    variants: [
      {
        id: id * 10,
        title: "S",
        options: ["S"],
        priceCents: 4900,
        available: true,
        sku: `Q-${id}`,
        pictureId: id * 100,
      },
    ],
    pictures: [{ id: id * 100, file: `${handle}.jpg`, alt: title, width: 1200, height: 1500 }],
    updatedAt: `2026-0${id}-01T00:00:00.000Z`,
  };
}
