/** What the sandbox knows. Every part reads and changes this one object; nothing is kept elsewhere. */
import type { Product } from "./drawings/catalog.ts";

/** The app as Shopify knows it: the Partner Dashboard's facts and what stands in shopify.app.toml. */
export type AppRegistration = {
  origin: string;
  clientId: string;
  clientSecret: string;
  handle: string;
  scopes: string[];
  proxy: { path: string; prefix: string; subpath: string };
  webhooks: { topic: string; path: string }[];
};

export type Installation = {
  /** Raised at each install; a token of an earlier install is refused. */
  generation: number;
  scopes: string[];
  installedAt: string;
  /** Serial numbers of the refresh tokens: the newest one issued and the newest one used. */
  refresh?: { issued: number; used: number };
};

export type Metafield = { namespace: string; key: string; type: string; value: string; updatedAt: string };

export type CartLine = {
  variantId: number;
  quantity: number;
  properties: Record<string, string>;
};

export type Shop = {
  domain: string;
  name: string;
  currency: string;
  timezone: string;
  products: Product[];
  installation: Installation | undefined;
  generation: number;
  /** Metafields owned by the app's installation, by `namespace.key`. */
  appData: Map<string, Metafield>;
  /** Whether the theme editor has placed the app block on the product template. */
  blockPlaced: boolean;
  carts: Map<string, CartLine[]>;
};

export type WebhookDelivery = {
  id: string;
  topic: string;
  shop: string;
  sentAt: string;
  status: number | "unreachable";
  ms: number;
};

/** One task at a provider, as the control page shows it: the request without its picture bytes. */
export type Task = {
  id: string;
  provider: string;
  model: string;
  externalId: string | undefined;
  request: Record<string, unknown>;
  status: "submitted" | "processing" | "succeed" | "failed";
  statusMessage: string;
  createdAt: number;
  updatedAt: number;
  callbackUrl: string | undefined;
  callbacks: { status: string; sentAt: number; answer: number | "unreachable" | "lost"; forged?: boolean }[];
  resultPath: string | undefined;
  /** The key that it was made with: a provider's account sees only its own tasks. */
  key: string;
  /** Each status with the time it began, oldest first. */
  history: { status: Task["status"]; at: number }[];
  /** How often this one task was asked for. */
  queries: number;
};

/**
 * What a provider does with its next call of the named kind, once. Scripts are used up first in, first out.
 * With `taskMade` a create call fails for the caller while the task exists and costs money all the same.
 */
export type Script =
  | {
      on: "create" | "query";
      does: "answer";
      status: number;
      code: number;
      message: string;
      taskMade?: boolean;
    }
  | { on: "create" | "query"; does: "delay"; ms: number }
  | { on: "create" | "query"; does: "hang"; taskMade?: boolean }
  | { on: "create" | "query"; does: "cut"; taskMade?: boolean }
  | { on: "create" | "query"; does: "broken-json" }
  | { on: "task"; does: "fail"; message: string }
  | { on: "task"; does: "take"; ms: number }
  | { on: "callback"; does: "lose" | "double" | "forge"; status?: Task["status"] };

export type World = {
  /** The sandbox's own address, known once it listens. */
  origin: string;
  app: AppRegistration;
  shops: Map<string, Shop>;
  deliveries: WebhookDelivery[];
  tasks: Task[];
  scripts: Script[];
  /** Keys that the providers accept. */
  keys: { gateway: string[] };
  /** How long a provider's task takes when no script says otherwise. */
  taskMs: number;
  parallelLimit: number;
  /** Called after each change that should outlive a restart. */
  save: () => void;
};
