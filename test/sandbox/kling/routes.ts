/** Kling's calls at their two kinds of address: behind a gateway's prefix, and at Kling's own hosts. */
import express from "express";
import type { KlingRegion, World } from "../world.ts";
import { costs } from "./costs.ts";
import { gatewayError, klingErrors, refusal } from "./errors.ts";
import { gatewayDoor } from "./gateway-key.ts";
import { officialDoor } from "./official-key.ts";
import { refuse } from "./reply.ts";
import { addResource, resources } from "./resource.ts";
import { solutionRoutes } from "./solutions.ts";
import { answer, guard } from "../tasks/calls.ts";
import { refuseBody } from "../tasks/json-body.ts";

const unreadable = refuse(refusal("invalidRequest", "the request body is not valid JSON"));

/** A gateway speaks for itself where Kling does not come into it: at its door, and of paths that it does not know. */
export function gatewayRoutes(world: World): express.Router {
  const router = express.Router();
  const door = gatewayDoor(world);
  router.use(guard(door));
  for (const resource of resources) addResource(router, world, door, "/kling", resource);
  router.use((request, response) => {
    const message = `Invalid URL (${request.method} ${request.path})`;
    response.status(404).json(gatewayError("", message, "invalid_request_error"));
  });
  const tooLarge = gatewayError("request_too_large", "request body too large");
  router.use(refuseBody({ status: 413, body: tooLarge }, unreadable));
  return router;
}

/** Try-On 3.0 and its kin stand before the older calls' door, because they take no tokens. */
export function officialRoutes(world: World, region: KlingRegion): express.Router {
  const router = express.Router();
  const door = officialDoor(world, region, true);
  router.use("/solutions", solutionRoutes(world, officialDoor(world, region, false)));
  router.use(guard(door));
  for (const resource of resources) addResource(router, world, door, "", resource);
  router.get(
    "/account/costs",
    answer(world, door, refuse, "account", (request, caller) => costs(world, request, caller)),
  );
  router.use((_request, response) => {
    const reply = refuse(klingErrors.notFound);
    response.status(reply.status).json(reply.body);
  });
  const tooLarge = refuse({ status: 413, code: 1200, message: "request body too large" });
  router.use(refuseBody(tooLarge, unreadable));
  return router;
}
