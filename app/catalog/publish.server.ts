/**
 * Tells the storefront whether the button may show, by a metafield that the block's Liquid reads while the page is made:
 * no call from the page, nothing that flickers.
 */
import { z } from "zod";
import type { Ask } from "../shop/admin-api.server.ts";
import { installation, setMetafields } from "./operations.ts";

export type Publish = (shop: string) => Promise<void>;

const installationShape = z.object({ currentAppInstallation: z.object({ id: z.string() }) });
const setShape = z.object({
  metafieldsSet: z.object({ userErrors: z.array(z.object({ message: z.string() })) }),
});

type Parts = { ask: Ask; isReady: (shop: string) => Promise<boolean> };

export function createPublish({ ask, isReady }: Parts): Publish {
  return async (shop) => {
    const ready = await isReady(shop);
    const { currentAppInstallation } = await ask(shop, installation, installationShape);
    const metafield = {
      ownerId: currentAppInstallation.id,
      namespace: "fitting_room",
      key: "ready",
      type: "boolean",
      value: String(ready),
    };
    const { metafieldsSet } = await ask(shop, setMetafields, setShape, { metafields: [metafield] });
    const [refused] = metafieldsSet.userErrors;
    if (refused) throw new Error(`Shopify did not take the metafield: ${refused.message}`);
  };
}
