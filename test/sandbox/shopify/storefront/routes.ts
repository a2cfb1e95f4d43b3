import express from "express";
import type { Shop, World } from "../../world.ts";
import { cartRoutes } from "./cart-routes.ts";
import { cdnRoutes } from "./cdn-routes.ts";
import { pageRoutes } from "./page-routes.ts";
import { peopleRoutes } from "./people-routes.ts";
import { proxyRoutes } from "./proxy-routes.ts";
import { recommendationRoutes } from "./recommendation-routes.ts";

/** The shopper's side of the sandbox's Shopify: the first shop's storefront, its CDN, cart and app proxy. */
export function storefrontRoutes(world: World): express.Router {
  const router = express.Router();
  const shop = (): Shop => firstShop(world);
  router.use(proxyRoutes(world, shop));
  router.use(cdnRoutes());
  router.use(cartRoutes(world, shop));
  router.use(recommendationRoutes(shop));
  router.use(peopleRoutes(world, shop));
  router.use(pageRoutes(world, shop));
  return router;
}

function firstShop(world: World): Shop {
  const [shop] = world.shops.values();
  if (!shop) throw new Error("The sandbox has no shop to show a storefront of");
  return shop;
}
