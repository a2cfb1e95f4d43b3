/** Shopify's library, set up once. `authenticate` is for the merchant's pages; `api` has the bare tools for the rest. */
import "@shopify/shopify-app-remix/adapters/node";
import { ApiVersion, LogSeverity, shopifyApi } from "@shopify/shopify-api";
import type { SessionStorage } from "@shopify/shopify-app-session-storage";
import { AppDistribution, shopifyApp } from "@shopify/shopify-app-remix/server";
import type { Log } from "./log.server.ts";

export const apiVersion = ApiVersion.October26;

export type ShopifyOptions = {
  apiKey: string;
  apiSecret: string;
  appAddress: string;
  scopes: string[];
  sessions: SessionStorage;
  /** Called for every token exchanged, about hourly: has to be quick and harmless when repeated. */
  onInstalled: (shop: string) => Promise<void>;
  log: Log;
};

export type Shopify = ReturnType<typeof createShopify>;
export type ShopifyApi = Shopify["api"];

export function createShopify({
  apiKey,
  apiSecret,
  appAddress,
  scopes,
  sessions,
  onInstalled,
  log,
}: ShopifyOptions) {
  const future = { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true } as const;
  const logger = {
    level: LogSeverity.Warning,
    log: (severity: LogSeverity, message: string) =>
      severity === LogSeverity.Error ? log.error(message) : log.warn(message),
  };
  /**
   * A page's loaders arrive with one token at the same moment, and the library lets all but the first pass at once: none
   * may look for a shop that is only just being written down.
   */
  const installing = new Map<string, Promise<void>>();
  const install = (shop: string): Promise<void> => {
    const installed = onInstalled(shop).finally(() => installing.delete(shop));
    installing.set(shop, installed);
    return installed;
  };
  const app = shopifyApp({
    apiKey,
    apiSecretKey: apiSecret,
    apiVersion,
    appUrl: appAddress,
    scopes,
    authPathPrefix: "/auth",
    distribution: AppDistribution.AppStore,
    sessionStorage: sessions,
    logger,
    future,
    hooks: { afterAuth: ({ session }) => install(session.shop) },
  });
  const api = shopifyApi({
    apiKey,
    apiSecretKey: apiSecret,
    apiVersion,
    scopes,
    hostName: new URL(appAddress).host,
    hostScheme: new URL(appAddress).protocol === "https:" ? "https" : "http",
    isEmbeddedApp: true,
    logger,
  });
  const admin = async (request: Request) => {
    const authenticated = await app.authenticate.admin(request);
    await installing.get(authenticated.session.shop);
    return authenticated;
  };
  return { authenticate: { admin }, addDocumentResponseHeaders: app.addDocumentResponseHeaders, api };
}
