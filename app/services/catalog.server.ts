/** Which products have the button: kept in step with Shopify, decided by the merchant, told to the storefront. */
import { createChange } from "../catalog/change.server.ts";
import { createFacetValues } from "../catalog/facet-values.server.ts";
import { createProductList } from "../catalog/product-list.server.ts";
import { createProductPage } from "../catalog/product-page.server.ts";
import { createPublish } from "../catalog/publish.server.ts";
import { createPublishProducts } from "../catalog/publish-products.server.ts";
import { createReading } from "../catalog/reading.server.ts";
import { createSteps } from "../catalog/reading-steps.server.ts";
import { createRulePreview } from "../catalog/rule-preview.server.ts";
import { createSaveProduct } from "../catalog/save-product.server.ts";
import { createSavedViews } from "../catalog/saved-views.server.ts";
import { createShownRule } from "../catalog/shown-rule.server.ts";
import { createTellStorefront } from "../catalog/storefront.server.ts";
import { createSync } from "../catalog/sync.server.ts";
import { createReadLines } from "../providers/read-lines.server.ts";
import { createListActions } from "../catalog/list-actions.server.ts";
import type { Ground } from "./ground.server.ts";
import type { ShopServices } from "./shop.server.ts";

export type CatalogServices = ReturnType<typeof createCatalogServices>;

export function createCatalogServices(
  { db, enqueue, outgoing, now }: Ground,
  { ask, isReady, consent }: ShopServices,
) {
  const tell = createTellStorefront({ ask });
  const publishProducts = createPublishProducts({ db, tell });
  const steps = createSteps({ ask, readLines: createReadLines(outgoing), now });
  const { change, saveRule } = createChange({ db, enqueue });
  const reading = createReading({ db, enqueue, steps, now });
  const list = createProductList({ db });
  const preview = createRulePreview({ db });
  const savedViews = createSavedViews({ db });
  return {
    sync: createSync({ db, ask, now }),
    reading,
    change,
    saveProduct: createSaveProduct({ db, enqueue }),
    saveRule,
    list,
    facetValues: createFacetValues({ db }),
    product: createProductPage({ db }),
    rule: createShownRule({ db, preview }),
    preview,
    savedViews,
    actOnList: createListActions({ change, list, savedViews, readAgain: reading.start }),
    publishProducts,
    publish: createPublish({
      db,
      tell,
      enqueue,
      isReady,
      termsFor: consent.termsFor,
      products: publishProducts,
    }),
  };
}
