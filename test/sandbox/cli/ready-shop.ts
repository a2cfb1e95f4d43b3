/** The shop is ready once its catalogue and its metafields have gone the whole way: install, jobs, Shopify's API. */
import { setTimeout as pause } from "node:timers/promises";
import { buttonKinds, toldKind } from "../button-kinds.ts";
import type { Shop } from "../world.ts";

export async function waitForReadyShop(shop: Shop): Promise<void> {
  for (let attempt = 0; attempt < 400; attempt += 1) {
    if (shop.appData.get("fitting_room.ready")?.value === "true" && hasButtons(shop)) return;
    await pause(50);
  }
  throw new Error("The shop did not become ready: the app's log above may say why.");
}

function hasButtons(shop: Shop): boolean {
  return buttonKinds(shop.products).every(([id]) => toldKind(shop, id) !== undefined);
}
