/** The baseline of a poll: a resource route that answers a small JSON, and nothing else around it. */
import { once } from "node:events";
import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import express from "express";

const shown = { id: "b7a3f3c0-0000-4000-8000-000000000000", state: "running", eta_ms: 9_000, position: 0 };

const build: ServerBuild = {
  mode: "production",
  entry: { module: { default: () => new Response("") } },
  routes: {
    poll: {
      id: "poll",
      path: "poll/:id",
      module: { default: undefined, loader: () => Response.json(shown) },
    },
  },
  assets: { entry: { imports: [], module: "" }, routes: {}, url: "", version: "" },
  publicPath: "/",
  assetsBuildDirectory: "",
  future: {
    v3_fetcherPersist: true,
    v3_relativeSplatPath: true,
    v3_throwAbortReason: true,
    v3_lazyRouteDiscovery: false,
    v3_singleFetch: false,
  },
  isSpaMode: false,
};

const app = express();
app.disable("x-powered-by");
app.all("*", createRequestHandler({ build, mode: "production" }));
const server = app.listen(0, "127.0.0.1");
await once(server, "listening");
const address = server.address();
process.send?.(typeof address === "object" ? address?.port : 0);
process.on("disconnect", () => process.exit(0));
