/** Back to the state of the start, as far as the app does not remember it itself. */
import { clearDesk } from "../kling/index.ts";
import type { World } from "../world.ts";

/**
 * Remembers the world as it is now; the answer brings that back. Installations and the app's data stay: the app
 * keeps their tokens, and a forgotten installation would make them invalid without its knowledge.
 */
export function resetOf(world: World): () => void {
  const { taskMs, parallelLimit } = world;
  const kept = new Map(
    [...world.shops].map(([domain, { products, manualCollections = [] }]) => [
      domain,
      structuredClone({ products, manualCollections }),
    ]),
  );
  return () => {
    clearDesk(world);
    world.tasks.length = 0;
    world.scripts.length = 0;
    world.deliveries.length = 0;
    Object.assign(world, { taskMs, parallelLimit });
    for (const shop of world.shops.values()) {
      shop.carts.clear();
      Object.assign(shop, structuredClone(kept.get(shop.domain)));
    }
  };
}
