/** Offline access tokens and the refresh tokens beside them. */
import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { Installation, Shop, World } from "../../world.ts";
import { seal, unseal } from "./seal.ts";

const accessSeconds = 3600;
const refreshSeconds = 90 * 24 * 3600;

const accessFacts = z.object({
  shop: z.string(),
  generation: z.number(),
  scopes: z.array(z.string()),
  exp: z.number().optional(),
});

const refreshFacts = z.object({
  shop: z.string(),
  generation: z.number(),
  serial: z.number(),
  exp: z.number(),
});

export type TokenAnswer = {
  access_token: string;
  scope: string;
  expires_in?: number;
  refresh_token?: string;
  refresh_token_expires_in?: number;
};

export function issueTokens(
  world: World,
  shop: Shop,
  installation: Installation,
  expiring: boolean,
): TokenAnswer {
  const { generation, scopes } = installation;
  const secret = world.app.clientSecret;
  const now = nowSeconds();
  const facts = { shop: shop.domain, generation, scopes, id: randomBytes(6).toString("hex") };
  const scope = scopes.join(",");
  if (!expiring) return { access_token: seal("shpat_", facts, secret), scope };

  const { issued, used } = installation.refresh ?? { issued: 0, used: 0 };
  const serial = Math.max(issued, used) + 1;
  installation.refresh = { issued: serial, used };
  world.save();
  const refresh = { shop: shop.domain, generation, serial, exp: now + refreshSeconds };
  return {
    access_token: seal("shpat_", { ...facts, exp: now + accessSeconds }, secret),
    scope,
    expires_in: accessSeconds,
    refresh_token: seal("shprt_", refresh, secret),
    refresh_token_expires_in: refreshSeconds,
  };
}

/** The scopes behind a token that this shop's present installation was given and that has not run out. */
export function readAccessToken(
  world: World,
  shop: Shop,
  token: string | undefined,
): { scopes: string[] } | undefined {
  const read = accessFacts.safeParse(unseal("shpat_", token ?? "", world.app.clientSecret));
  if (!read.success || !isCurrent(shop, read.data)) return undefined;
  return { scopes: read.data.scopes };
}

/**
 * Uses a refresh token up. It stays good for another try until one that was issued later is used, so that an
 * answer lost on the way costs nothing.
 */
export function useRefreshToken(world: World, shop: Shop, token: string): TokenAnswer | undefined {
  const read = refreshFacts.safeParse(unseal("shprt_", token, world.app.clientSecret));
  const { installation } = shop;
  if (!installation || !read.success || !isCurrent(shop, read.data)) return undefined;
  const { issued, used } = installation.refresh ?? { issued: 0, used: 0 };
  if (read.data.serial < used) return undefined;
  installation.refresh = { issued, used: read.data.serial };
  return issueTokens(world, shop, installation, true);
}

function isCurrent(
  shop: Shop,
  facts: { shop: string; generation: number; exp?: number | undefined },
): boolean {
  const isAlive = facts.exp === undefined || facts.exp > nowSeconds();
  return isAlive && facts.shop === shop.domain && facts.generation === shop.installation?.generation;
}

function nowSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
