/**
 * The one place that puts the concrete parts together, area by area. Everything else is handed what it needs; routes find
 * the result in their context, and tests build it from parts of their own.
 */
import type { Environment } from "./env.server.ts";
import { startJobs } from "./jobs/work.server.ts";
import type { Log } from "./log.server.ts";
import { createCatalogServices } from "./services/catalog.server.ts";
import { layGround } from "./services/ground.server.ts";
import { createJobHandlers } from "./services/job-handlers.server.ts";
import { createShopServices } from "./services/shop.server.ts";
import { createTryOnServices } from "./services/try-ons.server.ts";
import { createUsageServices } from "./services/usage.server.ts";

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
  const ground = await layGround({ environment, databaseAddress, log, now });
  const { db, boss, enqueue, wake, outgoing, works } = ground;
  const shop = await createShopServices(ground);
  const catalog = createCatalogServices(ground, shop);
  const { driver, tryOns, comparisons, visitorData } = createTryOnServices(ground, shop, { pollEveryMs });
  const { countDays, ...usage } = createUsageServices(ground, shop);
  const handlers = createJobHandlers(ground, shop, catalog, countDays);

  return {
    shopify: shop.shopify,
    readProxyRequest: shop.readProxyRequest,
    receiveWebhook: shop.receiveWebhook,
    tokens: shop.tokens,
    connections: shop.connections,
    models: shop.models,
    shopSettings: shop.settings,
    /** The currency of a shop's prices, and its time zone. */
    factsOf: shop.facts.of,
    consent: shop.consent,
    policy: shop.policy,
    isReady: shop.isReady,
    standing: shop.standing,
    seen: shop.seen,
    receipts: shop.receipts,
    deletionReports: shop.deletionReports,
    catalog: {
      list: catalog.list.list,
      actOnList: catalog.actOnList,
      facetValues: catalog.facetValues,
      product: catalog.product,
      change: catalog.change,
      saveProduct: catalog.saveProduct,
      rule: catalog.rule,
      preview: catalog.preview,
      saveRule: catalog.saveRule,
      readAgain: catalog.reading.start,
      reading: catalog.reading.of,
    },
    savedViews: catalog.savedViews,
    tryOns,
    comparisons,
    visitorData,
    usage,
    /** What the routes need to know of the environment. */
    fromEnvironment: {
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
