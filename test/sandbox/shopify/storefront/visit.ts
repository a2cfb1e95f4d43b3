/** What one request to the storefront brings along: shop, cart, language and the host it came in by. */
import { randomBytes } from "node:crypto";
import type { Request, Response } from "express";
import type { CartLine, Shop } from "../../world.ts";
import { readChoices, readCookies, type Choices } from "./choices.ts";

export type Visit = Choices & {
  shop: Shop;
  /** The host under which the page is looked at; files have addresses on the same host. */
  host: string;
  path: string;
  query: URLSearchParams;
  isDesignMode: boolean;
  /** Whether the page is to have a stylesheet that spares nothing. */
  isHostile: boolean;
  /** Set when the page is to have a strict content security policy: what lets an inline script run. */
  nonce: string | undefined;
  cartToken: string | undefined;
  cartLines: CartLine[];
};

const cartCookie = "cart";

export function readVisit(request: Request, shop: Shop): Visit {
  const query = new URL(request.originalUrl, "http://storefront").searchParams;
  const given = readCookies(request.headers.cookie ?? "").get(cartCookie) ?? "";
  const cartToken = /^[0-9a-f]{32}$/.test(given) ? given : undefined;
  return {
    ...readChoices(request, query),
    shop,
    host: request.headers.host ?? "127.0.0.1",
    path: request.path,
    query,
    isDesignMode: query.get("design_mode") === "1",
    isHostile: query.get("hostile") === "1",
    nonce: query.get("csp") === "strict" ? randomBytes(16).toString("hex") : undefined,
    cartToken,
    cartLines: (cartToken === undefined ? undefined : shop.carts.get(cartToken)) ?? [],
  };
}

/** Stores the lines under the visitor's cart and gives a new visitor a cart of their own. */
export function storeCart(visit: Visit, lines: CartLine[], response: Response): Visit {
  const known = visit.cartToken !== undefined && visit.shop.carts.has(visit.cartToken);
  const cartToken = known && visit.cartToken ? visit.cartToken : randomBytes(16).toString("hex");
  visit.shop.carts.set(cartToken, lines);
  if (!known) response.cookie(cartCookie, cartToken, { httpOnly: true, sameSite: "lax", path: "/" });
  return { ...visit, cartToken, cartLines: lines };
}
