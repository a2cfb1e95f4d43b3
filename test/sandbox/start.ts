/** Puts the parts of the sandbox together on one port of this machine. */
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import express from "express";
import { catchRejections } from "./control/catch-rejections.ts";
import { controlRoutes, resetOf } from "./control/index.ts";
import { answerError, answerNotFound } from "./control/last-answers.ts";
import { readState, writeState } from "./control/saved-state.ts";
import { collections } from "./drawings/collections.ts";
import { products } from "./drawings/products.ts";
import { hidreamRoutes } from "./hidream/index.ts";
import { clearDesk, klingRoutes, officialRoutes, regions, resultRoutes } from "./kling/index.ts";
import { type Identity, readRegistration } from "./registration.ts";
import { adminRoutes } from "./shopify/admin/routes.ts";
import { graphqlRoutes } from "./shopify/graphql/routes.ts";
import { storefrontRoutes } from "./shopify/storefront/routes.ts";
import type { AppRegistration, KlingKey, KlingPair, Shop, World } from "./world.ts";

export type SandboxOptions = {
  /** 0 takes any free port. */
  port?: number;
  /** The text of shopify.app.toml, or what would be read from it. */
  registration: string | Omit<AppRegistration, keyof Identity>;
  appOrigin: string;
  clientId: string;
  clientSecret: string;
  gatewayKeys: string[];
  /** What the other providers let in; without any they refuse everybody. A bare API key is one of Singapore. */
  klingKeys?: (string | KlingKey)[];
  klingPairs?: KlingPair[];
  hidreamKeys?: string[];
  /** Where installations outlive a restart; without it they do not. */
  stateFile?: string;
  /** How long a try-on takes; Infinity lets tasks end only when a test says so. */
  taskMs?: number;
  parallelLimit?: number;
  /** Whether the app block stands on the product page at the first start. */
  blockPlaced?: boolean;
  /** Domains of further shops beside the first, with the same products. */
  furtherShops?: string[];
  /** Hears of the sandbox's own faults. */
  onFault?: (error: unknown) => void;
};

export type Sandbox = { origin: string; world: World; reset: () => void; close: () => Promise<void> };

const firstDomain = "fitting-room-demo.myshopify.com";

export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const world = newWorld(options);
  const { stateFile, onFault = printFault } = options;
  if (stateFile !== undefined) {
    readState(world, stateFile);
    world.save = () => writeState(world, stateFile);
  }
  const app = express().disable("x-powered-by");
  const server = createServer(app);
  world.origin = await listen(server, options.port ?? 0);
  const close = async () => {
    clearDesk(world);
    const closed = once(server, "close");
    server.close();
    server.closeAllConnections();
    await closed;
  };
  const reset = resetOf(world);
  try {
    app.use(allParts(world, reset), answerNotFound, answerError(onFault));
  } catch (error) {
    await close();
    throw error;
  }
  return { origin: world.origin, world, reset, close };
}

/** No body parser here: the app proxy streams what it forwards, so each part reads its own bodies. */
function allParts(world: World, reset: () => void): express.Router {
  const parts = express.Router();
  parts.use(controlRoutes(world, reset));
  parts.use("/providers/gateway", klingRoutes(world));
  parts.use(`/providers/${regions.singapore}`, officialRoutes(world, "singapore"));
  parts.use(`/providers/${regions.global}`, officialRoutes(world, "global"));
  parts.use(`/providers/${regions.beijing}`, officialRoutes(world, "beijing"));
  parts.use("/providers/hidream", hidreamRoutes(world));
  parts.use("/providers/results", resultRoutes(world));
  parts.use(adminRoutes(world));
  parts.use(graphqlRoutes(world));
  parts.use(storefrontRoutes(world));
  catchRejections(parts.stack);
  return parts;
}

function newWorld(options: SandboxOptions): World {
  const { registration, appOrigin, clientId, clientSecret, blockPlaced = true, furtherShops = [] } = options;
  const identity: Identity = { origin: appOrigin, clientId, clientSecret };
  const app =
    typeof registration === "string"
      ? readRegistration(registration, identity)
      : { ...registration, ...identity };
  return {
    origin: "",
    app,
    shops: new Map([firstDomain, ...furtherShops].map((domain) => [domain, newShop(domain, blockPlaced)])),
    deliveries: [],
    tasks: [],
    scripts: [],
    keys: keysOf(options),
    taskMs: options.taskMs ?? 6_000,
    parallelLimit: options.parallelLimit ?? 5,
    save: () => {},
  };
}

function keysOf({ gatewayKeys, klingKeys = [], klingPairs = [], hidreamKeys = [] }: SandboxOptions) {
  return {
    gateway: [...gatewayKeys],
    kling: klingKeys.map((key) => (typeof key === "string" ? { key } : key)),
    klingPairs: [...klingPairs],
    hidream: [...hidreamKeys],
  };
}

function newShop(domain: string, blockPlaced: boolean): Shop {
  return {
    domain,
    name: "Atelier Nord",
    currency: "EUR",
    timezone: "Europe/Berlin",
    products: structuredClone(products),
    manualCollections: structuredClone(collections),
    installation: undefined,
    generation: 0,
    appData: new Map(),
    blockPlaced,
    embedOn: false,
    carts: new Map(),
  };
}

async function listen(server: Server, port: number): Promise<string> {
  server.listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch (cause) {
    const isTaken = cause instanceof Error && "code" in cause && cause.code === "EADDRINUSE";
    if (!isTaken) throw cause;
    throw new Error(`Port ${port} is taken: end what listens there, or choose another port.`, { cause });
  }
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The sandbox has no port.");
  return `http://127.0.0.1:${address.port}`;
}

function printFault(error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`sandbox: ${text}\n`);
}
