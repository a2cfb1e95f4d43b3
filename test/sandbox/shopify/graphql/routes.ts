/** POST /_shops/{domain}/admin/api/{version}/graphql.json */
import express from "express";
import { z } from "zod";
import type { World } from "../../world.ts";
import { readAccessToken } from "../admin/access-token.ts";
import { bulkFileRoutes } from "../bulk/file-route.ts";
import { asJson, bodyMistake } from "../admin/http.ts";
import { apiVersion, loadAdminSchema } from "./admin-schema.ts";
import { makeThrottle } from "./cost.ts";
import type { Context } from "./context.ts";
import { execute, runOperation } from "./run-operation.ts";

const operation = z.object({
  query: z.string().min(1),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

const unknownToken = "[API] Invalid API key or access token (unrecognized login or wrong password)";

export function graphqlRoutes(world: World): express.Router {
  const router = express.Router();
  const admin = loadAdminSchema();
  const spend = makeThrottle();

  router.post(
    "/_shops/:domain/admin/api/:version/graphql.json",
    express.json({ limit: "12mb" }),
    asJson(async (request) => {
      const shop = world.shops.get(request.params.domain ?? "");
      if (!shop || request.params.version !== apiVersion)
        return { status: 404, body: { errors: "Not Found" } };
      const token = readAccessToken(world, shop, request.get("x-shopify-access-token"));
      if (!token) return { status: 401, body: { errors: unknownToken } };
      const read = operation.safeParse(request.body);
      if (!read.success)
        return { status: 400, body: { errors: { query: "Required parameter missing or invalid" } } };
      const context: Context = {
        world,
        shop,
        scopes: token.scopes,
        admin,
        run: (document, variables) => execute(context, document, variables),
      };
      const body = await runOperation(context, spend, read.data);
      return { status: 200, body, headers: { "x-shopify-api-version": apiVersion } };
    }),
    bodyMistake((message) => ({ errors: message })),
  );
  router.use(bulkFileRoutes(world));
  return router;
}
