import express from "express";
import { asyncRoute } from "./async-route.ts";
import { people, personFile } from "../../drawings/people.ts";
import type { Shop, World } from "../../world.ts";
import { sendPage } from "./send-page.ts";
import { readVisit } from "./visit.ts";

/** `/people`: drawn people for whoever has no photo at hand. */
export function peopleRoutes(world: World, shop: () => Shop): express.Router {
  const router = express.Router();
  router.get(
    "/people",
    asyncRoute(async (request, response) => {
      const page = { type: "page", template: "people", title: "No photo at hand?", extras: { people } };
      await sendPage(world, readVisit(request, shop()), response, page);
    }),
  );
  router.get(
    "/people/:name.jpg",
    asyncRoute(async (request, response) => {
      const file = await personFile(request.params.name ?? "");
      if (!file) {
        response.status(404).type("text").send("Nobody of that name");
        return;
      }
      response.set("cache-control", "public, max-age=3600").type("image/jpeg").send(file);
    }),
  );
  return router;
}
