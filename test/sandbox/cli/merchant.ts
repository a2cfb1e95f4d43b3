/** What a merchant does in the admin, done over HTTP: opens the app, and enters the key of a gateway. */
import { request } from "undici";
import { makeIdToken } from "../shopify/admin/id-token.ts";
import { ensureInstalled } from "../shopify/admin/install.ts";
import type { Shop, World } from "../world.ts";

/** The library answers robots with 410, so this says that it is a browser. */
export const browserName =
  "Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0 Safari/537.36";

/** A data request of one of the admin's pages, as the page itself would make it. */
export async function askAdmin(
  world: World,
  shop: Shop,
  path: string,
  route: string,
  body?: unknown,
): Promise<unknown> {
  const address = new URL(`${world.app.origin}${path}`);
  address.searchParams.set("_data", route);
  const answer = await request(address, {
    method: body === undefined ? "GET" : "POST",
    headers: {
      authorization: `Bearer ${await makeIdToken(world, shop)}`,
      "user-agent": browserName,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.body.text();
  // Remix sends a page elsewhere by 204 and a header.
  if (answer.statusCode === 204) return undefined;
  if (answer.statusCode !== 200) throw new Error(`${path} answered ${answer.statusCode}`);
  return JSON.parse(text);
}

export async function installApp(world: World, shop: Shop): Promise<void> {
  await ensureInstalled(world, shop);
  await askAdmin(world, shop, "/app", "routes/app");
}

/** Enters a key for a new connection or for the one of that id, and what a try-on costs there. */
export async function connectGateway(
  world: World,
  shop: Shop,
  apiKey: string,
  { id = "new", price }: { id?: string; price?: string } = {},
): Promise<void> {
  await askAdmin(world, shop, `/app/connections/${id}`, "routes/app.connections.$id", {
    intent: "save",
    provider: "kling-gateway",
    baseAddress: `${world.origin}/providers/gateway`,
    model: "kolors-virtual-try-on-v1-5",
    credentials: { apiKey },
    settings: {},
    price,
  });
}
