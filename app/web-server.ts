/** HTTP: the built assets, the shoppers' polls, the merchants' exports, and everything else by way of Remix with the services in its context. */
import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import express from "express";
import { answerExports } from "./routes/app.usage.export.ts";
import { answerPolls } from "./routes/proxy.try-ons.$id.ts";
import type { Services } from "./services.server.ts";

export function createWebServer(build: ServerBuild, services: Services, mode: string): express.Express {
  const app = express();
  app.disable("x-powered-by");
  app.set("env", mode);
  // Behind the host's own proxy the request's scheme is the one that the proxy was asked by.
  app.set("trust proxy", true);
  // Remix reads the address itself.
  app.set("query parser", false);
  app.use(refuseHiddenSteps);
  app.get("/proxy/try-ons/:id", answerPolls(services));
  app.get("/app/usage/export", answerExports(services));
  // A folder's redirect would repeat the query, and with it a signature.
  app.use(
    "/assets",
    express.static("build/client/assets", { immutable: true, maxAge: "1y", redirect: false }),
  );
  app.use(express.static("build/client", { maxAge: "1h", redirect: false }));
  app.all("*", createRequestHandler({ build, mode, getLoadContext: () => ({ services }) }));
  app.use(refuseOdd(services));
  return app;
}

/**
 * Shopify signs the query and not the path, and forwards whatever path a browser asks for. One that leads out of /proxy
 * would reach a redirect, and have Shopify's signature on words of the sender's own handed back to the sender.
 */
const refuseHiddenSteps: express.RequestHandler = (request, response, next) => {
  if (hiddenSteps.test(request.path)) response.status(400).type("text").send("This address is not plain.");
  else next();
};

/** A dot, a slash or a backslash in disguise, and a step that is no name. */
const hiddenSteps = /%(2e|2f|5c)|\\|\/\.{1,2}(\/|$)/i;

/** What Express itself can't take (a method, a host, a broken address) is the sender's mistake, and gets no stack. */
function refuseOdd({ log }: Services): express.ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  return (error: unknown, _request, response, _next) => {
    log.debug({ error: String(error) }, "a request that can't be understood");
    if (response.headersSent) response.destroy();
    else response.status(400).type("text").send("This request can't be understood.");
  };
}
