import { request as sendRequest, type IncomingHttpHeaders } from "node:http";
import express, { type Request, type Response } from "express";
import type { Shop, World } from "../../world.ts";
import { signProxyQuery } from "./sign-proxy-query.ts";

const defaultTimeoutMs = 30_000;

/** Only Shopify may say these; what a browser sends under the same name is dropped. */
const reservedKeys = new Set(["shop", "logged_in_customer_id", "path_prefix", "timestamp", "signature"]);

const connectionHeaders = [
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
];
const requestHeadersToDrop = new Set([...connectionHeaders, "cookie", "host", "expect", "forwarded"]);
const responseHeadersToDrop = new Set([...connectionHeaders, "set-cookie"]);

/** The storefront's app proxy: each method under `/{prefix}/{subpath}` goes to the app, signed. */
export function proxyRoutes(world: World, shop: () => Shop, timeoutMs = defaultTimeoutMs): express.Router {
  const router = express.Router();
  router.use((incoming, outgoing, next) => {
    const prefix = `/${world.app.proxy.prefix}/${world.app.proxy.subpath}`;
    if (incoming.path !== prefix && !incoming.path.startsWith(`${prefix}/`)) {
      next();
      return;
    }
    forward(incoming, outgoing, { world, shop: shop(), prefix, timeoutMs });
  });
  return router;
}

type Forwarding = { world: World; shop: Shop; prefix: string; timeoutMs: number };

function forward(
  incoming: Request,
  outgoing: Response,
  { world, shop, prefix, timeoutMs }: Forwarding,
): void {
  const query = proxyQuery(incoming, world, shop, prefix);
  const path = `${world.app.proxy.path.replace(/\/$/, "")}${incoming.path.slice(prefix.length)}`;
  const headers = kept(incoming.headers, requestHeadersToDrop);
  headers["x-forwarded-for"] = (incoming.socket.remoteAddress ?? "").replace(/^::ffff:/, "");
  headers["x-forwarded-host"] = shop.domain;
  headers["x-forwarded-proto"] = "https";

  const refuse = (status: number, text: string): void => {
    if (outgoing.headersSent) outgoing.destroy();
    else outgoing.status(status).type("html").send(`<!doctype html><title>${status}</title><p>${text}</p>`);
  };
  const toApp = sendRequest(new URL(`${path}?${query}`, world.app.origin), {
    method: incoming.method,
    headers,
  });
  const timer = setTimeout(() => {
    refuse(504, "The app did not answer in time.");
    toApp.destroy();
  }, timeoutMs);
  toApp.on("response", (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, kept(answer.headers, responseHeadersToDrop));
    answer.pipe(outgoing);
    answer.on("error", () => outgoing.destroy());
    answer.on("close", () => clearTimeout(timer));
  });
  toApp.on("error", () => {
    clearTimeout(timer);
    if (!outgoing.writableEnded) refuse(502, "The app could not be reached.");
  });
  outgoing.on("close", () => {
    clearTimeout(timer);
    toApp.destroy();
  });
  incoming.pipe(toApp);
}

function proxyQuery(incoming: Request, world: World, shop: Shop, prefix: string): URLSearchParams {
  const asked = new URL(incoming.originalUrl, world.origin || "http://127.0.0.1").searchParams;
  const query = new URLSearchParams([...asked].filter(([key]) => !reservedKeys.has(key)));
  query.append("shop", shop.domain);
  query.append("logged_in_customer_id", "");
  query.append("path_prefix", prefix);
  query.append("timestamp", String(Math.floor(Date.now() / 1000)));
  query.append("signature", signProxyQuery(query, world.app.clientSecret));
  return query;
}

function kept(headers: IncomingHttpHeaders, dropped: Set<string>): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !dropped.has(name)));
}
