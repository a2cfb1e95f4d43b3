/** HTTP: the built assets, and everything else by way of Remix with the services in its context. */
import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import express from "express";
import type { Services } from "./services.server.ts";

export function createWebServer(build: ServerBuild, services: Services, mode: string): express.Express {
  const app = express();
  app.disable("x-powered-by");
  app.set("env", mode);
  // Behind the host's own proxy the request's scheme is the one that the proxy was asked by.
  app.set("trust proxy", true);
  app.use("/assets", express.static("build/client/assets", { immutable: true, maxAge: "1y" }));
  app.use(express.static("build/client", { maxAge: "1h" }));
  app.all("*", createRequestHandler({ build, mode, getLoadContext: () => ({ services }) }));
  app.use(refuseOdd(services));
  return app;
}

/** What Express itself can't take (a method, a host, a broken address) is the sender's mistake, and gets no stack. */
function refuseOdd({ log }: Services): express.ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  return (error: unknown, _request, response, _next) => {
    log.debug({ error: String(error) }, "a request that can't be understood");
    if (response.headersSent) response.destroy();
    else response.status(400).type("text").send("This request can't be understood.");
  };
}
