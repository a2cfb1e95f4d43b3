/** A browser before a storefront with a throw-away extension. */
import type { Page } from "playwright-core";
import { launchBrowser } from "../helpers/browser.ts";
import { writeExtension } from "./extension.ts";
import { startStorefront } from "./storefront.ts";

export type Shopper = Awaited<ReturnType<typeof startShopper>>;

export async function startShopper(files: Record<string, string>) {
  const [browser, storefront, extension] = await Promise.all([
    launchBrowser(),
    startStorefront(),
    writeExtension(files),
  ]);
  const { world, shop, origin } = storefront;
  world.extensionFolder = extension.folder;
  const sellable = shop.products.find(
    ({ status, variants }) => status === "ACTIVE" && variants[1]?.available,
  );
  return {
    world,
    shop,
    origin,
    /** A product with a choice of variants that can be bought. */
    path: `/products/${sellable?.handle}`,
    /** Without the products' pictures, which take long to draw and show nothing here. */
    async openPage(): Promise<Page> {
      const page = await browser.newPage();
      page.setDefaultTimeout(15_000);
      await page.route("**/cdn/shop/files/**", (route) =>
        route.fulfill({ contentType: "image/svg+xml", body: picture }),
      );
      return page;
    },
    async stop(): Promise<void> {
      await browser.close();
      await storefront.close();
      await extension.remove();
    },
  };
}

const picture = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 5"/>';
