/** Where the made pictures are fetched from. */
import express from "express";
import type { World } from "../world.ts";
import { deskOf } from "./desk.ts";
import { takeDownloadScript } from "./scripts.ts";
import { sendPicture } from "./send-picture.ts";

/** Mounted at `/providers/results`. Kling's addresses refuse other sites' pages, so a shop cannot just link them. */
export function resultRoutes(world: World): express.Router {
  const router = express.Router();
  router.get("/:file", (request, response) => {
    const inspector = `${request.protocol}://${request.get("host") ?? ""}/inspector`;
    const referer = request.get("referer");
    if (!(referer ?? inspector).startsWith(inspector)) {
      response.status(403).type("text/plain").send("hotlink refused");
      return;
    }
    const result = deskOf(world).results.get(request.params.file.replace(/\.jpg$/, ""));
    if (result === undefined) {
      response.status(404).type("text/plain").send("no such file");
      return;
    }
    // Looking at the inspector must not use up what waits for the app.
    const script = referer === undefined ? takeDownloadScript(world, result.provider) : undefined;
    sendPicture(response, result.picture, script);
  });
  return router;
}
