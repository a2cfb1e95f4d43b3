/** HTTP: the built assets, and everything else by way of Remix with the services in its context. */
import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import express from "express";
import type { Services } from "./services.server.ts";

export function createWebServer(build: ServerBuild, services: Services, mode: string): express.Express {
  const app = express();
  app.disable("x-powered-by");
  // Behind the host's own proxy the request's scheme is the one that the proxy was asked by.
  app.set("trust proxy", true);
  app.use("/assets", express.static("build/client/assets", { immutable: true, maxAge: "1y" }));
  app.use(express.static("build/client", { maxAge: "1h" }));
  app.all("*", createRequestHandler({ build, mode, getLoadContext: () => ({ services }) }));
  return app;
}
