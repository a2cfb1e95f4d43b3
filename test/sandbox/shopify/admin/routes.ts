/** Everything of the merchant's side but the Admin API: pages, App Bridge, tokens, and control. */
import express from "express";
import type { World } from "../../world.ts";
import { controlRoutes } from "./control.ts";
import { dataRoutes } from "./data-routes.ts";
import { pageRoutes } from "./page-routes.ts";
import { tokenRoute } from "./token-route.ts";

export function adminRoutes(world: World): express.Router {
  const router = express.Router();
  router.use(tokenRoute(world), controlRoutes(world), dataRoutes(world), pageRoutes(world));
  return router;
}
