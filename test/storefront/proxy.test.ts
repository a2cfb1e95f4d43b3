import type { IncomingHttpHeaders } from "node:http";
import { createServer } from "node:http";
import { once } from "node:events";
import express from "express";
import { afterAll, beforeAll, expect, test } from "vitest";
import { proxyRoutes } from "../sandbox/shopify/storefront/proxy-routes.ts";
import { signProxyQuery } from "../sandbox/shopify/storefront/sign-proxy-query.ts";
import { startStorefront, type Storefront } from "./storefront.ts";

type Seen = { method: string; url: URL; headers: IncomingHttpHeaders; body: Buffer };
let seen: Seen | undefined;
let storefront: Storefront;

beforeAll(async () => {
  storefront = await startStorefront((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const url = new URL(request.url ?? "", "http://app");
      seen = { method: request.method ?? "", url, headers: request.headers, body: Buffer.concat(parts) };
      if (url.pathname === "/proxy/hang") return;
      response
        .writeHead(202, { "content-type": "application/json", "set-cookie": "a=1", "x-own": "kept" })
        .end("{}");
    });
  });
});
afterAll(() => storefront.close());

test("the signature is the one in Shopify's own example", () => {
  const params = new URLSearchParams(
    "extra=1&extra=2&shop=shop-name.myshopify.com&logged_in_customer_id=1&path_prefix=/apps/awesome_reviews&timestamp=1317327555",
  );
  expect(signProxyQuery(params, "hush")).toBe(
    "4c68c8624d737112c91818c11017d24d334b524cb5c2b8ba08daa056f7395ddb",
  );
});

test("a call under the prefix reaches the app with its bytes, signed and without cookies", async () => {
  const photo = Buffer.from([0xff, 0xd8, 0, 1, 2, 250]);
  const answer = await fetch(`${storefront.origin}/apps/try-it-on/try-ons?product_id=1&visitor=a%20b`, {
    method: "POST",
    headers: { "content-type": "image/jpeg", cookie: "cart=secret", "x-forwarded-for": "9.9.9.9" },
    body: photo,
  });
  expect(answer.status).toBe(202);
  expect(answer.headers.get("set-cookie")).toBeNull();
  expect(answer.headers.get("x-own")).toBe("kept");
  expect(seen?.method).toBe("POST");
  expect(seen?.url.pathname).toBe("/proxy/try-ons");
  expect(seen?.body.equals(photo)).toBe(true);
  expect(seen?.headers).toMatchObject({
    "content-type": "image/jpeg",
    "x-forwarded-for": "127.0.0.1",
    "x-forwarded-host": "shop.myshopify.com",
  });
  expect(seen?.headers.cookie).toBeUndefined();
  const query = seen?.url.searchParams ?? new URLSearchParams();
  expect(Object.fromEntries(query)).toMatchObject({
    product_id: "1",
    visitor: "a b",
    shop: "shop.myshopify.com",
    logged_in_customer_id: "",
    path_prefix: "/apps/try-it-on",
  });
  expect(query.get("signature")).toBe(signProxyQuery(query, "hush"));
});

test("what a browser says under Shopify's own names is dropped", async () => {
  await fetch(
    `${storefront.origin}/apps/try-it-on/x?shop=evil.myshopify.com&signature=1&timestamp=1&logged_in_customer_id=7`,
  );
  const query = seen?.url.searchParams;
  expect(query?.getAll("shop")).toStrictEqual(["shop.myshopify.com"]);
  expect(query?.getAll("logged_in_customer_id")).toStrictEqual([""]);
  expect(query?.getAll("signature")).toHaveLength(1);
  expect(Math.abs(Number(query?.get("timestamp")) - Date.now() / 1000)).toBeLessThan(5);
});

test("an app that does not answer in time is a 504", async () => {
  const app = express().use(proxyRoutes(storefront.world, () => storefront.shop, 50));
  const server = createServer(app).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  const answer = await fetch(`http://127.0.0.1:${port}/apps/try-it-on/hang`);
  expect(answer.status).toBe(504);
  server.close();
});
