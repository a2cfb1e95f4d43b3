/**
 * The one place that knows the concrete parts and puts them together. Everything else is handed what it needs; routes
 * find the result in their context, and tests build it from parts of their own.
 */
import { PrismaSessionStorage } from "@shopify/shopify-app-session-storage-prisma";
import { PgBoss } from "pg-boss";
import { createPublish } from "./catalog/publish.server.ts";
import { createSync } from "./catalog/sync.server.ts";
import { connectDatabase } from "./db.server.ts";
import type { Environment } from "./env.server.ts";
import { createEnqueue, createQueues, type JobHandlers, startJobs } from "./jobs.server.ts";
import type { Log } from "./log.server.ts";
import { createOutgoing } from "./providers/addresses.server.ts";
import { createDownload } from "./providers/download.server.ts";
import { createSendCall } from "./providers/http.server.ts";
import { createAsk } from "./shop/admin-api.server.ts";
import { createConnectionHealth } from "./shop/connection-health.server.ts";
import { createConnections } from "./shop/connections.server.ts";
import { cleanDeliveries } from "./shop/deliveries.server.ts";
import { createInstall } from "./shop/install.server.ts";
import { createReadProxyRequest } from "./shop/proxy-request.server.ts";
import { sealSessions } from "./shop/sessions.server.ts";
import { createTokens } from "./shop/tokens.server.ts";
import { createReceiveWebhook } from "./shop/webhooks.server.ts";
import { createShopify } from "./shopify.server.ts";
import { createDiskStorage } from "./storage/disk.server.ts";
import { createPictures } from "./storage/pictures.server.ts";
import { createAdvance } from "./try-on/advance.server.ts";
import { createDriver, createTryOnQueue } from "./try-on/drive.server.ts";
import { createForget } from "./storage/forget.server.ts";
import { createNudge } from "./try-on/nudge.server.ts";
import { createPictureAddresses } from "./try-on/picture-address.server.ts";
import { createMove } from "./try-on/move.server.ts";
import { createSettle } from "./try-on/settle.server.ts";
import { createShow } from "./try-on/show.server.ts";
import { createStart } from "./try-on/start.server.ts";
import { createWake } from "./try-on/wake.server.ts";
import { createRecent } from "./usage/recent.server.ts";
import { checkVault } from "./vault/sealed-columns.server.ts";
import { createSigner } from "./vault/signer.server.ts";
import { createVault } from "./vault/vault.server.ts";

export type Services = Awaited<ReturnType<typeof createServices>>;

type Options = {
  environment: Environment;
  databaseAddress: string;
  log: Log;
  now?: () => Date;
  /** Without it, try-ons only go on when somebody calls `tryOns.advance`: for tests that look at each step. */
  drives?: boolean;
  /** Callbacks come sooner; this is for those that get lost. */
  pollEveryMs?: number;
};

export async function createServices({
  environment,
  databaseAddress,
  log,
  now = () => new Date(),
  drives = true,
  pollEveryMs = 5_000,
}: Options) {
  const vault = createVault(environment.VAULT_KEYS);
  const signer = createSigner(environment.VAULT_KEYS);
  const db = connectDatabase(databaseAddress);
  await checkVault(db, vault);

  const works = environment.ROLE !== "web";
  const bossOptions = {
    connectionString: databaseAddress,
    max: 8,
    // For pg, to which pg-boss hands all of this on: a connection that died without a word would stop the driver.
    query_timeout: 10_000,
    useListenNotify: true,
    supervise: works,
    schedule: works,
    // A killed process's try-ons are taken over this soon after its heartbeats have stopped.
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
  };
  const boss = new PgBoss(bossOptions);
  boss.on("error", (error) => log.error({ error: String(error) }, "the job queue had trouble"));
  await boss.start();
  await createTryOnQueue(boss);
  await createQueues(boss);
  const enqueue = createEnqueue(boss);
  const wake = await createWake({ address: databaseAddress, log });

  const outgoing = createOutgoing(environment.TRUSTED_ORIGINS);
  const send = createSendCall(outgoing);
  const download = createDownload(outgoing);
  const pictures = createPictures({ storage: createDiskStorage(environment.STORAGE_URL.folder), vault });

  const sessionTable = new PrismaSessionStorage(db);
  await sessionTable.isReady();
  const sessions = sealSessions(sessionTable, vault);
  const forget = createForget({ db, pictures });
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
  const sync = createSync({ db, ask });
  const health = createConnectionHealth({ db, vault, send, enqueue, now });
  const publish = createPublish({ ask, isReady: async (shop) => (await health.choose(shop)) !== undefined });
  const connections = createConnections({
    db,
    vault,
    enqueue,
    health,
    trustedOrigins: environment.TRUSTED_ORIGINS,
    now,
  });

  const { move, fail } = createMove({ db, pictures, now });
  const addresses = createPictureAddresses({
    db,
    signer,
    pictures,
    appAddress: environment.SHOPIFY_APP_URL,
    now,
  });
  const advance = createAdvance({
    db,
    pictures,
    move,
    fail,
    settle: createSettle({ download, pictures, move, enqueue }),
    providerFor: health.providerFor,
    callbackAddress: (id) => `${environment.SHOPIFY_APP_URL}/callbacks/${id}/${signer.sign("callback", id)}`,
    photoAddress: addresses.photoAddress,
    download,
    markUnwell: health.markUnwell,
    markWell: health.markWell,
    pollEveryMs,
    log,
    now,
  });
  const driver = createDriver({ boss, wake, advance, log });

  const handlers: JobHandlers = {
    "shop.set-up": async ({ shop }) => {
      await publish(shop);
      await sync.all(shop);
    },
    "shop.publish": ({ shop }) => publish(shop),
    "shop.uninstall": install.uninstalled,
    "shop.redact": install.redacted,
    // Visitors are known by random ids alone, so a customer's name or number finds nothing here.
    "shop.note-data-request": async ({ shop, topic }) =>
      log.info(
        { shop, topic },
        "nothing is kept under a customer's name, so there is nothing to give or delete",
      ),
    "catalog.product": ({ shop, id }) => sync.one(shop, id),
    "tokens.refresh": ({ shop }) => tokens.refresh(shop),
    "tokens.refresh-due": tokens.refreshDue,
    "tokens.refresh-all": tokens.refreshAll,
    "try-on.forget": ({ id }) => forget({ tryOnId: id }),
    "delivery.clean": () => cleanDeliveries(db, now()),
  };

  return {
    shopify,
    connections,
    tokens,
    recent: createRecent(db),
    readProxyRequest: createReadProxyRequest({ api, db }),
    receiveWebhook: createReceiveWebhook({ db, api, enqueue, log, now }),
    tryOns: {
      start: createStart({ db, boss, pictures, signer, chooseConnection: health.choose }),
      show: createShow({ db, signer, wake, resultAddress: addresses.resultAddress, now }),
      readPicture: addresses.read,
      advance,
      nudge: createNudge({ db, signer, webhookSecretFor: health.webhookSecretFor }),
    },
    isReady: async (shop: string) => (await health.choose(shop)) !== undefined,
    /** What the admin's pages need to know of the environment. */
    settings: {
      apiKey: environment.SHOPIFY_API_KEY,
      appBridgeAddress: environment.APP_BRIDGE_URL,
    },
    log,
    databaseAnswers: async () => (await db.$queryRaw<unknown[]>`select 1`).length === 1,
    async startWork(): Promise<void> {
      if (!works) return;
      await startJobs(boss, handlers, log);
      if (drives) driver.start();
    },
    /** Gives every shopper who waits an answer, so that the web server can end. */
    releaseWaiting: wake.release,
    /** Stops taking, hands over what is held, then closes what the work needed. */
    async stop(): Promise<void> {
      await driver.stop();
      await boss.stop({ graceful: true, timeout: 5_000 });
      await wake.close();
      await outgoing.close();
      await db.$disconnect();
    },
  };
}
