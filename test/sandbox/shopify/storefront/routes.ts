import express from "express";
import type { Shop, World } from "../../world.ts";
import { cartRoutes } from "./cart-routes.ts";
import { cdnRoutes } from "./cdn-routes.ts";
import { keepChoices } from "./choices.ts";
import { pageRoutes } from "./page-routes.ts";
import { peopleRoutes } from "./people-routes.ts";
import { proxyRoutes } from "./proxy-routes.ts";
import { recommendationRoutes } from "./recommendation-routes.ts";

/**
 * The shopper's side of the sandbox's Shopify: the first shop's storefront, and each shop's below the address that
 * stands for its domain.
 */
export function storefrontRoutes(world: World): express.Router {
  const router = express.Router();
  const storefronts = new Map<string, express.Router>();
  const storefrontAt = (domain: string) => {
    const storefront = storefronts.get(domain) ?? storefrontOf(world, domain);
    storefronts.set(domain, storefront);
    return storefront;
  };
  router.use("/_shops/:domain", (request, response, next) => {
    const shop = world.shops.get(request.params.domain ?? "");
    if (shop) storefrontAt(shop.domain)(request, response, next);
    else next();
  });
  router.use((request, response, next) => {
    storefrontAt(firstShop(world).domain)(request, response, next);
  });
  return router;
}

/** Pages, CDN, cart and app proxy of one shop. */
function storefrontOf(world: World, domain: string): express.Router {
  const router = express.Router();
  const shop = (): Shop => world.shops.get(domain) ?? firstShop(world);
  router.use(proxyRoutes(world, shop));
  router.use(cdnRoutes(world));
  router.use(cartRoutes(world, shop));
  router.use(recommendationRoutes(shop));
  router.use((request, response, next) => {
    keepChoices(request, response);
    next();
  });
  router.use(peopleRoutes(world, shop));
  router.use(pageRoutes(world, shop));
  return router;
}

function firstShop(world: World): Shop {
  const [shop] = world.shops.values();
  if (!shop) throw new Error("The sandbox has no shop to show a storefront of");
  return shop;
}
