/** Where the made pictures are fetched from. */
import express from "express";
import type { World } from "../world.ts";
import { deskOf } from "./desk.ts";

/** Mounted at `/providers/results`. Kling's addresses refuse other sites' pages, so a shop cannot just link them. */
export function resultRoutes(world: World): express.Router {
  const router = express.Router();
  router.get("/:file", (request, response) => {
    const inspector = `${request.protocol}://${request.get("host") ?? ""}/inspector`;
    if (!(request.get("referer") ?? inspector).startsWith(inspector)) {
      response.status(403).type("text/plain").send("hotlink refused");
      return;
    }
    const picture = deskOf(world).results.get(request.params.file.replace(/\.jpg$/, ""));
    if (picture === undefined) response.status(404).type("text/plain").send("no such file");
    else response.type("image/jpeg").set("cache-control", "public, max-age=3600").send(picture);
  });
  return router;
}
