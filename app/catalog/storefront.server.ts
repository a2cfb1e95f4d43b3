/** Writes what the block's Liquid reads: metafields of the app's installation, which need no scope. */
import { z } from "zod";
import type { Ask } from "../shop/admin-api.server.ts";
import { installation, setMetafields } from "./operations.ts";

const installationShape = z.object({ currentAppInstallation: z.object({ id: z.string() }) });
const setShape = z.object({
  metafieldsSet: z.object({ userErrors: z.array(z.object({ message: z.string() })) }),
});

/** Shopify takes no more metafields in a call; of a call it writes all or none. */
export const mostTold = 25;

export type Metafield = { key: string; type: "boolean" | "json"; value: string };
export type TellStorefront = (shop: string, metafields: Metafield[]) => Promise<void>;

export function createTellStorefront({ ask }: { ask: Ask }): TellStorefront {
  return async (shop, metafields) => {
    const { currentAppInstallation } = await ask(shop, installation, installationShape);
    const owner = { ownerId: currentAppInstallation.id, namespace: "fitting_room" };
    const { metafieldsSet } = await ask(shop, setMetafields, setShape, {
      metafields: metafields.map((metafield) => ({ ...owner, ...metafield })),
    });
    const [refused] = metafieldsSet.userErrors;
    if (refused) throw new Error(`Shopify did not take the metafield: ${refused.message}`);
  };
}
