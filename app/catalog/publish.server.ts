/**
 * Tells the storefront whether the button may show and what a shopper agrees to, by metafields that the block's Liquid
 * reads while the page is made: no call from the page, nothing that flickers.
 */
import { z } from "zod";
import { type Database, inTurn } from "../db.server.ts";
import type { Enqueue } from "../jobs.server.ts";
import type { Ask } from "../shop/admin-api.server.ts";
import { publicTerms, type VersionedTerms } from "../shop/consent.ts";
import type { IsReady } from "../shop/ready.server.ts";
import { installation, setMetafields } from "./operations.ts";

const installationShape = z.object({ currentAppInstallation: z.object({ id: z.string() }) });
const setShape = z.object({
  metafieldsSet: z.object({ userErrors: z.array(z.object({ message: z.string() })) }),
});

type Parts = {
  db: Database;
  ask: Ask;
  enqueue: Enqueue;
  isReady: IsReady;
  termsFor: (shop: string) => Promise<VersionedTerms | undefined>;
};

export function createPublish({ db, ask, enqueue, isReady, termsFor }: Parts) {
  const look = async (shop: string) => {
    const [isWell, terms] = await Promise.all([isReady(shop), termsFor(shop)]);
    // They are read one beside the other, so a connection that went in between must not leave a button without a text.
    return { ready: isWell && terms !== undefined, terms };
  };

  const tell = async (shop: string): Promise<void> => {
    const { ready, terms } = await look(shop);
    const { currentAppInstallation } = await ask(shop, installation, installationShape);
    const owner = { ownerId: currentAppInstallation.id, namespace: "fitting_room" };
    const metafields = [
      { ...owner, key: "ready", type: "boolean", value: String(ready) },
      { ...owner, key: "consent", type: "json", value: JSON.stringify(terms ? publicTerms(terms) : {}) },
    ];
    const { metafieldsSet } = await ask(shop, setMetafields, setShape, { metafields });
    const [refused] = metafieldsSet.userErrors;
    if (refused) throw new Error(`Shopify did not take the metafield: ${refused.message}`);
    await db.shop.updateMany({
      where: { domain: shop },
      data: { toldReady: ready, toldTerms: terms?.version ?? null },
    });
    // What came back while Shopify was told found nothing hidden yet.
    if ((await look(shop)).ready !== ready) await enqueue("shop.publish", { shop });
  };

  return {
    /** In turn: what was judged earlier must not be told later. */
    now: (shop: string): Promise<void> => inTurn(db, `publish ${shop}`, () => tell(shop)),

    /** Nobody presses anything when a month begins with room under the cap, or a release words the consent anew. */
    async changed(): Promise<void> {
      const shops = await db.shop.findMany({ where: { uninstalledAt: null } });
      for (const { domain, toldReady, toldTerms } of shops) {
        const { ready, terms } = await look(domain);
        if (ready !== toldReady || (terms?.version ?? null) !== toldTerms)
          await enqueue("shop.publish", { shop: domain });
      }
    },
  };
}
