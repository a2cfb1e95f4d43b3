/** What one request to the storefront brings along: shop, cart, language and the host it came in by. */
import { randomBytes } from "node:crypto";
import type { Request, Response } from "express";
import type { CartLine, Shop } from "../../world.ts";

export type Visit = {
  shop: Shop;
  /** The host under which the page is looked at; files have addresses on the same host. */
  host: string;
  path: string;
  query: URLSearchParams;
  locale: string;
  isDesignMode: boolean;
  cartToken: string | undefined;
  cartLines: CartLine[];
};

const cartCookie = "cart";

export function readVisit(request: Request, shop: Shop): Visit {
  const query = new URL(request.originalUrl, "http://storefront").searchParams;
  const locale = query.get("locale") ?? "";
  const cartToken = cookie(request.headers.cookie ?? "", cartCookie);
  return {
    shop,
    host: request.headers.host ?? "127.0.0.1",
    path: request.path,
    query,
    locale: /^[a-z]{2}(-[A-Z]{2})?$/.test(locale) ? locale : "en",
    isDesignMode: query.get("design_mode") === "1",
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

function cookie(header: string, name: string): string | undefined {
  for (const part of header.split(";")) {
    const [key, value] = part.trim().split("=");
    if (key === name && value !== undefined && /^[0-9a-f]{32}$/.test(value)) return value;
  }
  return undefined;
}
