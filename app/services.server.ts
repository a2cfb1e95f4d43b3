/**
 * The one place that knows the concrete parts and puts them together. Everything else is handed what it needs; routes
 * find the result in their context, and tests build it from parts of their own.
 */
import { PrismaSessionStorage } from "@shopify/shopify-app-session-storage-prisma";
import { startBoss } from "./boss.server.ts";
import { createChange } from "./catalog/change.server.ts";
import { createCountButtons } from "./catalog/count.server.ts";
import { createProductList } from "./catalog/product-list.server.ts";
import { createPublish } from "./catalog/publish.server.ts";
import { createPublishProducts } from "./catalog/publish-products.server.ts";
import { shardOf } from "./catalog/shards.ts";
import { createSavedViews } from "./catalog/saved-views.server.ts";
import { createTellStorefront } from "./catalog/storefront.server.ts";
import { createReading } from "./catalog/reading.server.ts";
import { createSteps } from "./catalog/reading-steps.server.ts";
import { createSync } from "./catalog/sync.server.ts";
import { dayIn } from "./calendar.ts";
import { connectDatabase } from "./db.server.ts";
import type { Environment } from "./env.server.ts";
import { createEnqueue, type JobHandlers, startJobs } from "./jobs.server.ts";
import type { Log } from "./log.server.ts";
import { createOutgoing } from "./providers/addresses.server.ts";
import { createDownload } from "./providers/download.server.ts";
import { createReadLines } from "./providers/read-lines.server.ts";
import { createSendCall } from "./providers/http.server.ts";
import { createAsk } from "./shop/admin-api.server.ts";
import { createConnectionHealth } from "./shop/connection-health.server.ts";
import { createConnections } from "./shop/connections.server.ts";
import { cleanTallies } from "./shop/allowances.server.ts";
import { createConsent } from "./shop/consent.server.ts";
import { createDeletionReports } from "./shop/deletion-reports.server.ts";
import { cleanDeliveries } from "./shop/deliveries.server.ts";
import { createInstall } from "./shop/install.server.ts";
import { createModels } from "./shop/models.server.ts";
import { createPolicy } from "./shop/policy.server.ts";
import { createReadProxyRequest } from "./shop/proxy-request.server.ts";
import { createSeen } from "./shop/seen.server.ts";
import { readSettings } from "./shop/settings.ts";
import { createShopFacts } from "./shop/shop-facts.server.ts";
import { createShopSettings } from "./shop/shop-settings.server.ts";
import { createStanding } from "./shop/standing.server.ts";
import { createIsReady } from "./shop/ready.server.ts";
import { sealSessions } from "./shop/sessions.server.ts";
import { createTokens } from "./shop/tokens.server.ts";
import { cleanAddressSalts, createHashAddress } from "./shop/visitor.server.ts";
import { createReceiveWebhook } from "./shop/webhooks.server.ts";
import { createShopify } from "./shopify.server.ts";
import { chooseStorage } from "./storage/choose-storage.server.ts";
import { createForget } from "./storage/forget.server.ts";
import { createPictures } from "./storage/pictures.server.ts";
import { createReceipts } from "./storage/receipts.server.ts";
import { createAdvance } from "./try-on/advance.server.ts";
import { createBegin } from "./try-on/begin.server.ts";
import { createCompare } from "./try-on/comparison/compare.server.ts";
import { createComparedProduct } from "./try-on/comparison/compared-product.server.ts";
import { cleanComparisons, createForgetComparison } from "./try-on/comparison/forget-comparison.server.ts";
import { createShowComparison } from "./try-on/comparison/show-comparison.server.ts";
import { createDriver } from "./try-on/drive.server.ts";
import { createForgetTryOn } from "./try-on/forget.server.ts";
import { createMatches } from "./try-on/garments/matches.server.ts";
import { createMove } from "./try-on/move.server.ts";
import { createNudge } from "./try-on/nudge.server.ts";
import { createGiveOpinion } from "./try-on/opinion.server.ts";
import { createPictureAddresses } from "./try-on/picture-address.server.ts";
import { createLook } from "./try-on/waiting/look.server.ts";
import { pauseBeforePoll } from "./try-on/waiting/polling.ts";
import { recentTimesOf } from "./try-on/waiting/recent-times.server.ts";
import { createEndOverdue } from "./try-on/overdue.server.ts";
import { cleanRepeatKeys } from "./try-on/repeat.server.ts";
import { createSettle } from "./try-on/settle.server.ts";
import { createShow } from "./try-on/show.server.ts";
import { createStart } from "./try-on/start.server.ts";
import { createErase } from "./try-on/visitor/erase.server.ts";
import { createVisitorData } from "./try-on/visitor/visitor-data.server.ts";
import { createWake } from "./try-on/waiting/wake.server.ts";
import { createCountEvents } from "./usage/events.server.ts";
import { createCountDays } from "./usage/count-days.server.ts";
import { createExports } from "./usage/exports.server.ts";
import { createProductUsage } from "./usage/products.server.ts";
import { createLately } from "./usage/lately.server.ts";
import { createReport } from "./usage/report.server.ts";
import { createTryOnList } from "./usage/try-on-list.server.ts";
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
  pollEveryMs,
}: Options) {
  const vault = createVault(environment.VAULT_KEYS);
  const signer = createSigner(environment.VAULT_KEYS);
  const db = connectDatabase(databaseAddress);
  await checkVault(db, vault);

  const works = environment.ROLE !== "web";
  const boss = await startBoss({ address: databaseAddress, works, log });
  const enqueue = createEnqueue(boss);
  const wake = await createWake({ address: databaseAddress, log });

  const outgoing = createOutgoing(environment.TRUSTED_ORIGINS);
  const send = createSendCall(outgoing);
  const download = createDownload(outgoing);
  const storage = chooseStorage(environment);
  const pictures = createPictures({ db, storage, vault, now });

  const sessionTable = new PrismaSessionStorage(db);
  await sessionTable.isReady();
  const sessions = sealSessions(sessionTable, vault);
  const forget = createForget({ db, storage, now });
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
  const sync = createSync({ db, ask, now });
  const steps = createSteps({ ask, readLines: createReadLines(outgoing), now });
  const reading = createReading({ db, enqueue, steps, now });
  const health = createConnectionHealth({ db, vault, send, enqueue, now });
  const consent = createConsent({ db });

  const isReady = createIsReady({ db, now });
  const tell = createTellStorefront({ ask });
  const products = createPublishProducts({ db, tell });
  const publish = createPublish({ db, tell, enqueue, isReady, termsFor: consent.termsFor, products });
  const connections = createConnections({
    db,
    vault,
    enqueue,
    health,
    trustedOrigins: environment.TRUSTED_ORIGINS,
    now,
  });

  const models = createModels({ db, enqueue, health, now });

  const look = createLook({ db, now });
  const { move, fail } = createMove({ db, forget, enqueue, now });
  const addresses = createPictureAddresses({
    db,
    signer,
    pictures,
    appAddress: environment.SHOPIFY_APP_URL,
    now,
  });
  const advance = createAdvance({
    db,
    boss,
    enqueue,
    pictures,
    consent,
    standInFor: health.standInFor,
    move,
    fail,
    settle: createSettle({ download, pictures, forget, move }),
    providerOf: health.providerOf,
    callbackAddress: (id) => `${environment.SHOPIFY_APP_URL}/callbacks/${id}/${signer.sign("callback", id)}`,
    photoAddress: addresses.photoAddress,
    download,
    markUnwell: health.markUnwell,
    markWell: health.markWell,
    pauseFor: async ({ connectionId, submittedAt, createdAt }) =>
      pollEveryMs ??
      pauseBeforePoll(
        now().getTime() - (submittedAt ?? createdAt).getTime(),
        await recentTimesOf(db, connectionId),
      ),
    log,
    now,
  });
  const begin = createBegin({ db, boss, enqueue, pictures, consent });
  const driver = createDriver({ boss, wake, advance, endOverdue: createEndOverdue({ db, fail, now }), log });

  const shopFacts = createShopFacts({ db, ask, now });
  const report = createReport({ db, capOf: (settings) => readSettings(settings).monthlyCapMicros, now });
  const productUsage = createProductUsage(db);
  const tryOnList = createTryOnList({ db });
  const handlers: JobHandlers = {
    "shop.set-up": async ({ shop }) => {
      await shopFacts.read(shop);
      await publish.now(shop);
      await reading.start(shop);
    },
    "shop.publish": ({ shop }) => publish.now(shop),
    "shop.uninstall": install.uninstalled,
    "shop.redact": install.redacted,
    "shop.note-data-request": install.noted,
    "catalog.product": async ({ shop, id }) => {
      await sync.one(shop, id);
      await enqueue("catalog.publish-shard", { shop, shard: shardOf(BigInt(id)) });
    },
    "catalog.collection": async ({ shop, id }) => {
      const { shards, isTooLarge } = await sync.collection(shop, id);
      if (shards.length > 0) await enqueue("catalog.publish", { shop, shards });
      if (isTooLarge) await reading.start(shop);
    },
    "catalog.publish-shard": ({ shop, shard }) => products.publish(shop, [shard]),
    "catalog.publish": ({ shop, shards }) => products.publish(shop, shards),
    "catalog.read": ({ shop, turn }) => reading.goOn(shop, turn),
    "catalog.bulk-over": ({ shop, operation }) => reading.operationOver(shop, operation),
    "catalog.read-due": reading.due,
    "tokens.refresh": ({ shop }) => tokens.refresh(shop),
    "tokens.refresh-due": tokens.refreshDue,
    "tokens.refresh-all": tokens.refreshAll,
    "shop.read-facts": ({ shop }) => shopFacts.read(shop),
    "shop.publish-changed": publish.changed,
    "connection.check-unwell": health.checkUnwell,
    "picture.sweep": forget.sweep,
    "usage.count-days": createCountDays({ db, now }),
    "trace.clean": async () => {
      const traces = [cleanDeliveries, cleanTallies, cleanAddressSalts, cleanRepeatKeys, cleanComparisons];
      const cleaned = traces.map((clean) => clean(db, now()));
      // One that can't be cleaned must not keep the others.
      for (const one of await Promise.allSettled(cleaned)) if (one.status === "rejected") throw one.reason;
    },
  };

  return {
    shopify,
    connections,
    shopSettings: createShopSettings({ db, enqueue, consent, now }),
    standing: createStanding({ db, now, countButtons: createCountButtons(db) }),
    seen: createSeen({ db, now }),
    lately: createLately({ db, now }),
    visitorData: createVisitorData({ db, erase: createErase({ db, forget, fail, now }) }),
    receipts: createReceipts(db),
    deletionReports: createDeletionReports(db),
    models,
    comparisons: {
      start: createCompare({
        db,
        pictures,
        forget,
        begin,
        makersOf: models.makers,
        offers: models.offers,
        now,
      }),
      product: createComparedProduct({ db }),
      show: createShowComparison({ db, resultAddress: addresses.resultAddress, now }),
      forget: createForgetComparison({ db, forget, fail }),
    },
    catalog: {
      ...createChange({ db, enqueue }),
      readAgain: reading.start,
      reading: reading.of,
    },
    productList: createProductList({ db }),
    savedViews: createSavedViews({ db }),
    tokens,
    /** The currency of a shop's prices, and its time zone. */
    factsOf: shopFacts.of,
    usage: {
      today: async (shop: string) => dayIn((await shopFacts.of(shop)).timeZone, now()),
      report,
      products: productUsage,
      exported: createExports({ db, report, products: productUsage, tryOns: tryOnList }),
    },
    tryOnList,
    countEvents: createCountEvents({ db, now }),
    readProxyRequest: createReadProxyRequest({ api, db }),
    receiveWebhook: createReceiveWebhook({ db, api, enqueue, log, now }),
    tryOns: {
      start: createStart({
        db,
        pictures,
        forget,
        signer,
        consent,
        hashAddress: createHashAddress(db),
        begin,
        now,
      }),
      show: createShow({ look, signer, wake, resultAddress: addresses.resultAddress }),
      giveOpinion: createGiveOpinion({ db, signer }),
      matches: createMatches({ db }),
      ...createForgetTryOn({ db, forget, fail, signer }),
      readPicture: addresses.read,
      advance,
      isCallback: (id: string, signature: string) => signer.verify("callback", id, signature),
      nudge: createNudge({ db, signer, webhookSecretFor: health.webhookSecretFor }),
    },
    consent,
    policy: createPolicy({ db, consent }),
    isReady,
    /** What the routes need to know of the environment. */
    settings: {
      apiKey: environment.SHOPIFY_API_KEY,
      ownHops: environment.PROXY_HOPS,
      appBridgeAddress: environment.APP_BRIDGE_URL,
    },
    log,
    databaseAnswers: async () => (await db.$queryRaw<unknown[]>`select 1`).length === 1,
    async startWork(): Promise<void> {
      if (!works) return;
      await startJobs(boss, handlers, log);
      // A release may say something else of the same shop, and its hour may be long.
      await enqueue("shop.publish-changed", {});
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
