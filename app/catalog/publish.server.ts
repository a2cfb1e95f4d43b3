/**
 * Tells the storefront whether the button may show and what a shopper agrees to, by metafields that the block's Liquid
 * reads while the page is made: no call from the page, nothing that flickers.
 */
import { type Database, inTurn } from "../db.server.ts";
import type { Enqueue } from "../jobs/enqueue.server.ts";
import { publicTerms, type VersionedTerms } from "../shop/consent.ts";
import { withConnections } from "../shop/in-use.ts";
import type { IsReady } from "../shop/ready.server.ts";
import { type PublishProducts, staleOf } from "./publish-products.server.ts";
import type { TellStorefront } from "./storefront.server.ts";

type Parts = {
  db: Database;
  tell: TellStorefront;
  enqueue: Enqueue;
  isReady: IsReady;
  termsFor: (shop: string) => Promise<VersionedTerms | undefined>;
  products: PublishProducts;
};

export function createPublish({ db, tell, enqueue, isReady, termsFor, products }: Parts) {
  const look = async (shop: string) => {
    const [isWell, terms] = await Promise.all([isReady(shop), termsFor(shop)]);
    // They are read one beside the other, so a connection that went in between must not leave a button without a text.
    return { ready: isWell && terms !== undefined, terms };
  };

  const tellReady = async (shop: string): Promise<void> => {
    const { ready, terms } = await look(shop);
    await tell(shop, [
      { key: "ready", type: "boolean", value: String(ready) },
      { key: "consent", type: "json", value: JSON.stringify(terms ? publicTerms(terms) : {}) },
    ]);
    await db.shop.updateMany({
      where: { domain: shop },
      data: { toldReady: ready, toldTerms: terms?.version ?? null },
    });
    // What came back while Shopify was told found nothing hidden yet.
    if ((await look(shop)).ready !== ready) await enqueue("shop.publish", { shop });
  };

  return {
    /** In turn: what was judged earlier must not be told later. */
    async now(shop: string): Promise<void> {
      await inTurn(db, `publish ${shop}`, () => tellReady(shop));
      await products.stale(shop);
    },

    /** Nobody presses anything when a month begins with room under the cap, or a release words the consent anew. */
    async changed(): Promise<void> {
      const shops = await db.shop.findMany({ where: { uninstalledAt: null }, include: withConnections });
      for (const shop of shops) {
        const { domain, toldReady, toldTerms } = shop;
        const { ready, terms } = await look(domain);
        if (ready !== toldReady || (terms?.version ?? null) !== toldTerms || staleOf(shop).length > 0)
          await enqueue("shop.publish", { shop: domain });
      }
    },
  };
}
