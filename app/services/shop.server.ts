/** A shop as it is known here: its door and tokens, its providers, and what its merchant has decided. */
import { PrismaSessionStorage } from "@shopify/shopify-app-session-storage-prisma";
import { createCountButtons } from "../catalog/count.server.ts";
import { createAsk } from "../shop/admin-api.server.ts";
import { createConnectionHealth } from "../shop/connection-health.server.ts";
import { createConnections } from "../shop/connections.server.ts";
import { createConsent } from "../shop/consent.server.ts";
import { createDeletionReports } from "../shop/deletion-reports.server.ts";
import { createInstall } from "../shop/install.server.ts";
import { createModels } from "../shop/models.server.ts";
import { createPolicy } from "../shop/policy.server.ts";
import { createProviderAccess } from "../shop/provider-access.server.ts";
import { createReadProxyRequest } from "../shop/proxy-request.server.ts";
import { createIsReady } from "../shop/ready.server.ts";
import { createSeen } from "../shop/seen.server.ts";
import { sealSessions } from "../shop/sessions.server.ts";
import { createShopFacts } from "../shop/shop-facts.server.ts";
import { createShopSettings } from "../shop/shop-settings.server.ts";
import { createStanding } from "../shop/standing.server.ts";
import { createTokens } from "../shop/tokens.server.ts";
import { createReceiveWebhook } from "../shop/webhooks.server.ts";
import { createShopify } from "../shopify.server.ts";
import { createReceipts } from "../storage/receipts.server.ts";
import type { Ground } from "./ground.server.ts";

export type ShopServices = Awaited<ReturnType<typeof createShopServices>>;

export async function createShopServices(ground: Ground) {
  const { environment, db, vault, enqueue, send, forget, log, now } = ground;
  const sessionTable = new PrismaSessionStorage(db);
  await sessionTable.isReady();
  const sessions = sealSessions(sessionTable, vault);
  const install = createInstall({ db, enqueue, forget, log, now });
  const shopify = createShopify({
    apiKey: environment.SHOPIFY_API_KEY,
    apiSecret: environment.SHOPIFY_API_SECRET,
    appAddress: environment.SHOPIFY_APP_URL,
    scopes: environment.SCOPES,
    sessions,
    onInstalled: install.installed,
    log,
  });
  const { api } = shopify;
  const tokens = createTokens({ db, sessions, api, enqueue, log, now });
  const ask = createAsk({ api, tokens });
  const access = createProviderAccess({ db, vault, send, now });
  const health = createConnectionHealth({ db, enqueue, providerOf: access.providerOf });
  const consent = createConsent({ db });
  const { TRUSTED_ORIGINS: trustedOrigins } = environment;
  return {
    shopify,
    install,
    tokens,
    ask,
    access,
    health,
    consent,
    facts: createShopFacts({ db, ask, now }),
    isReady: createIsReady({ db, now }),
    connections: createConnections({ db, enqueue, access, health, trustedOrigins, now }),
    models: createModels({ db, enqueue, access, now }),
    settings: createShopSettings({ db, enqueue, consent, now }),
    policy: createPolicy({ db, consent }),
    standing: createStanding({ db, now, countButtons: createCountButtons(db) }),
    seen: createSeen({ db, now }),
    receipts: createReceipts(db),
    deletionReports: createDeletionReports(db),
    readProxyRequest: createReadProxyRequest({ api, db }),
    receiveWebhook: createReceiveWebhook({ db, api, enqueue, log, now }),
  };
}
