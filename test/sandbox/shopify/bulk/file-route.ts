/** Serves a bulk operation's file, whole or from any byte on, as Google's storage does for Shopify. */
import express from "express";
import type { World } from "../../world.ts";

export function bulkFileRoutes(world: World): express.Router {
  const router = express.Router();
  router.get("/_bulk/:domain/:id/:file", (request, response) => {
    const { domain = "", id, file } = request.params;
    const operations = world.shops.get(domain)?.bulkOperations ?? [];
    const found = operations.find((one) => String(one.id) === id && `${one.key}.jsonl` === file);
    if (!found?.lines) {
      response.status(403).type("text").send("Access denied");
      return;
    }
    const bytes = Buffer.from(found.lines.text);
    response.set("content-type", "application/jsonl").set("accept-ranges", "bytes");
    const [, from] = /^bytes=(\d+)-$/.exec(request.get("range") ?? "") ?? [];
    if (from === undefined) response.status(200).end(bytes);
    else if (Number(from) >= bytes.length)
      response.status(416).set("content-range", `bytes */${bytes.length}`).end();
    else {
      const range = `bytes ${from}-${bytes.length - 1}/${bytes.length}`;
      response
        .status(206)
        .set("content-range", range)
        .end(bytes.subarray(Number(from)));
    }
  });
  return router;
}
