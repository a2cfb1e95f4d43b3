/** What the admin's page asks for on behalf of App Bridge, and what its menu does. */
import express from "express";
import type { Request, RequestHandler } from "express";
import type { Shop, World } from "../../world.ts";
import { extensionsOf } from "./extensions.ts";
import { hostOf } from "./frame-address.ts";
import { asJson } from "./http.ts";
import type { Answer } from "./http.ts";
import { makeIdToken, merchant } from "./id-token.ts";
import { placeBlock, switchEmbed, uninstall } from "./install.ts";
import { resourcesOf } from "./resources.ts";
import { shopOf } from "./shop-of.ts";

export function dataRoutes(world: World): express.Router {
  const router = express.Router();

  const forShop = (answer: (shop: Shop, request: Request) => unknown): RequestHandler =>
    asJson(async (request): Promise<Answer> => {
      const shop = shopOf(world, request.query.shop);
      if (!shop) return { status: 404, body: { error: "There is no such shop in the sandbox" } };
      if (!shop.installation)
        return { status: 409, body: { error: "The app is not installed on this shop" } };
      return { status: 200, body: await answer(shop, request), headers: { "cache-control": "no-store" } };
    });

  router.get(
    "/admin/_data/hello",
    forShop((shop) => ({ shop: shop.domain, host: hostOf(shop), locale: "en" })),
  );
  router.get(
    "/admin/_data/id-token",
    forShop((shop) => makeIdToken(world, shop)),
  );
  router.get("/admin/_data/extensions", forShop(extensionsOf));
  router.get(
    "/admin/_data/user",
    forShop(() => ({ ...merchant, accountAccess: "Full access" })),
  );
  router.get(
    "/admin/_data/scopes",
    forShop((shop) => ({
      granted: shop.installation?.scopes ?? [],
      required: world.app.scopes,
      optional: [],
    })),
  );
  router.get(
    "/admin/_data/resources",
    forShop((shop, request) => {
      const { type, query } = request.query;
      return resourcesOf(
        world,
        shop,
        type === "collection" ? type : "product",
        typeof query === "string" ? query : "",
      );
    }),
  );

  router.post(
    "/admin/_data/uninstall",
    forShop(async (shop) => {
      await uninstall(world, shop);
      return { installed: false };
    }),
  );
  router.post(
    "/admin/_data/block",
    forShop((shop) => {
      placeBlock(world, shop, !shop.blockPlaced);
      return { blockPlaced: shop.blockPlaced };
    }),
  );
  router.post(
    "/admin/_data/embed",
    forShop((shop) => {
      switchEmbed(world, shop, !shop.embedOn);
      return { embedOn: shop.embedOn };
    }),
  );
  return router;
}
