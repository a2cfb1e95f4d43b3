/** The pages of the admin, and the files that they load. */
import { fileURLToPath } from "node:url";
import express from "express";
import type { Request, RequestHandler } from "express";
import type { Shop, World } from "../../world.ts";
import { bridgeScript } from "./bridge-script.ts";
import { frameAddress } from "./frame-address.ts";
import { ensureInstalled } from "./install.ts";
import { appBody, appName, renderPage } from "./layout.ts";
import type { Page } from "./layout.ts";
import {
  homePage,
  missingPage,
  ordersPage,
  productPage,
  productsPage,
  themeEditorPage,
  themesPage,
} from "./pages.ts";
import { shopOf } from "./shop-of.ts";

export function pageRoutes(world: World): express.Router {
  const router = express.Router();

  const page = (make: (shop: Shop, request: Request) => Page | Promise<Page>): RequestHandler =>
    function answer(request, response, next) {
      const shop = shopOf(world, request.query.shop);
      if (!shop) return response.status(404).type("text").send("There is no such shop in the sandbox");
      const send = (made: Page) => {
        response.status(made.place === "none" ? 404 : 200).set("cache-control", "no-store");
        response.type("html").send(renderPage(world, shop, made));
      };
      return Promise.resolve()
        .then(() => make(shop, request))
        .then(send)
        .catch(next);
    };

  const appPage = page(async (shop, request) => {
    const named = [undefined, world.app.handle, world.app.clientId].includes(request.params.handle);
    if (!named) return missingPage(request.path);
    await ensureInstalled(world, shop);
    const [path, query] = appPath(request);
    const frame = await frameAddress(world, shop, path, query);
    return { title: appName(world), place: "app", body: appBody(world, shop, frame) };
  });

  router.get("/app-bridge.js", (_request, response) => {
    response.set({ "access-control-allow-origin": "*", "cache-control": "no-cache" });
    response.type("text/javascript").send(bridgeScript());
  });
  router.use(
    "/admin/_assets",
    express.static(fileURLToPath(new URL("browser", import.meta.url)), { maxAge: 0 }),
  );
  router.get(["/admin", "/admin/apps/:handle", "/admin/apps/:handle/*"], appPage);
  router.get(
    "/admin/home",
    page((shop) => homePage(world, shop)),
  );
  router.get("/admin/orders", page(ordersPage));
  router.get(
    "/admin/products",
    page((shop) => productsPage(world, shop)),
  );
  router.get(
    "/admin/products/:id",
    page((shop, request) => {
      const product = shop.products.find(({ id }) => String(id) === request.params.id);
      return product ? productPage(world, product) : missingPage(request.path);
    }),
  );
  router.get(
    "/admin/themes",
    page((shop) => themesPage(world, shop)),
  );
  router.get(
    "/admin/themes/:theme/editor",
    page((shop, request) => {
      const asked = request.query.addAppBlockId;
      return themeEditorPage(world, shop, typeof asked === "string" ? asked : undefined);
    }),
  );
  router.get(
    /^\/admin\/(?!_data\/)/,
    page((_shop, request) => missingPage(request.path)),
  );
  return router;
}

/** What stands after the app's handle is the app's own path and query. */
function appPath(request: Request): [string, URLSearchParams] {
  const rest = request.params[0] ?? "";
  const query = new URLSearchParams(request.originalUrl.split("?")[1] ?? "");
  query.delete("shop");
  return [rest ? `/${rest}` : "/app", query];
}
