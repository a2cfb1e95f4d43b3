/** Installing the app on a shop, taking it off again, and its block and embed in the theme. */
import type { Shop, World } from "../../world.ts";
import { isSubscribed, sendWebhook } from "../webhooks.ts";
import { payloadFor } from "./payloads.ts";

/** Managed installation: opening the app is enough, and the scopes are those of its configuration. */
export async function ensureInstalled(world: World, shop: Shop): Promise<void> {
  if (!shop.installation) {
    shop.generation += 1;
    const { generation } = shop;
    shop.installation = { generation, scopes: [...world.app.scopes], installedAt: new Date().toISOString() };
    world.save();
    return;
  }
  if (sameScopes(shop.installation.scopes, world.app.scopes)) return;
  const payload = payloadFor(world, shop, "app/scopes_update");
  shop.installation.scopes = [...world.app.scopes];
  world.save();
  await tell(world, shop, "app/scopes_update", payload);
}

/** Everything that the installation had is gone before the app hears of it, as at Shopify. */
export async function uninstall(world: World, shop: Shop): Promise<void> {
  shop.installation = undefined;
  shop.appData.clear();
  shop.blockPlaced = false;
  shop.embedOn = false;
  world.save();
  await tell(world, shop, "app/uninstalled", payloadFor(world, shop, "app/uninstalled"));
}

export function placeBlock(world: World, shop: Shop, placed: boolean): void {
  shop.blockPlaced = placed;
  world.save();
}

export function switchEmbed(world: World, shop: Shop, on: boolean): void {
  shop.embedOn = on;
  world.save();
}

async function tell(world: World, shop: Shop, topic: string, payload: unknown): Promise<void> {
  if (isSubscribed(world, topic)) await sendWebhook(world, { shop, topic, payload });
}

function sameScopes(a: string[], b: string[]): boolean {
  return a.toSorted().join() === b.toSorted().join();
}
