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

/** One that the merchant fills by hand. */
export type ManualCollection = { id: number; title: string; handle: string; productIds: number[] };

/** A query that Shopify runs over all that there is, into a file of lines. */
export type BulkOperation = {
  id: number;
  /** Of the installation that began it. */
  generation: number;
  query: string;
  status: "CREATED" | "RUNNING" | "COMPLETED" | "FAILED" | "CANCELED" | "EXPIRED";
  createdAt: string;
  completedAt: string | undefined;
  /** Makes its file's address one that nobody guesses. */
  key: string;
  /** Undefined where the app may not read what it asked for. */
  lines: { text: string; objectCount: number; rootObjectCount: number } | undefined;
};

export type Shop = {
  domain: string;
  name: string;
  currency: string;
  timezone: string;
  products: Product[];
  manualCollections?: ManualCollection[];
  bulkOperations?: BulkOperation[];
  installation: Installation | undefined;
  generation: number;
  /** Metafields owned by the app's installation, by `namespace.key`. */
  appData: Map<string, Metafield>;
  /** Whether the theme editor has placed the app block on the product template. */
  blockPlaced: boolean;
  /** How often it stands there; once when nothing else is said. */
  blockCount?: number;
  /** Whether the theme editor has switched the app embed on. */
  embedOn: boolean;
  /** What the merchant set for the extension's blocks, by the setting's id; the rest is as the schema says. */
  blockSettings?: Record<string, unknown>;
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

/** What a provider sells in advance: a task takes its units from the pack of its kind. */
export type Pack = "try-on" | "image";

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
  /** The first picture of the result. */
  resultPath: string | undefined;
  /** Every picture of the result, in the provider's order; empty until it is done. */
  results: { path: string; watermarked: string | undefined }[];
  /** The key that it was made with: a provider's account sees only its own tasks. */
  key: string;
  /** For how many of the account's parallel tasks it counts. */
  slots: number;
  pack: Pack;
  /** What it takes from its pack; a failed task takes nothing. */
  units: number;
  /** Each status with the time it began, oldest first. */
  history: { status: Task["status"]; at: number }[];
  /** How often this one task was asked for. */
  queries: number;
};

/** Making a task, asking for tasks, asking for the account's balance. */
export type CallKind = "create" | "query" | "account";

/**
 * What a provider does with its next call of the named kind, once. Scripts are used up first in, first out; one with
 * a provider's name waits for that provider. With `taskMade` a create call fails for the caller while the task exists
 * and costs money all the same.
 */
export type Script = { provider?: string } & (
  | { on: CallKind; does: "answer"; status: number; code: number; message: string; taskMade?: boolean }
  /** Any text as the whole answer, such as a proxy's error page. */
  | { on: CallKind; does: "raw"; status: number; contentType: string; body: string; taskMade?: boolean }
  | { on: CallKind; does: "delay"; ms: number }
  | { on: CallKind; does: "hang"; taskMade?: boolean }
  | { on: CallKind; does: "cut"; taskMade?: boolean }
  | { on: CallKind; does: "broken-json" }
  /** All went well, but the answer has the shape of another kind of gateway. */
  | { on: CallKind; does: "another-envelope" }
  | { on: "task"; does: "fail"; message: string }
  | { on: "task"; does: "take"; ms: number }
  | { on: "callback"; does: "lose" | "double" | "forge"; status?: Task["status"] }
  | { on: "callback"; does: "late"; ms: number; status?: Task["status"] }
  | { on: "download"; does: "expired"; status: 403 | 404 | 410 }
  | { on: "download"; does: "slow"; ms: number }
  | { on: "download"; does: "cut" }
  | { on: "download"; does: "huge"; bytes: number }
  | { on: "download"; does: "redirect"; to: string }
  | { on: "download"; does: "not-a-picture" }
);

/** Kling's accounts live in one region each; a key of one does not open another. */
export type KlingRegion = "singapore" | "global" | "beijing";

export type KlingAccount = {
  /** Singapore when nothing else is said. */
  region?: KlingRegion;
  /** Units bought in advance. Without packs the account pays afterwards, without end. */
  packs?: Partial<Record<Pack, number>>;
  /** With a secret callbacks are signed; with two, as after a change of secret, by both. */
  webhookSecrets?: string[];
};
export type KlingKey = KlingAccount & { key: string };
export type KlingPair = KlingAccount & { accessKey: string; secretKey: string };

export type World = {
  /** The sandbox's own address, known once it listens. */
  origin: string;
  app: AppRegistration;
  /** Where the theme app extension lies; the project's own when nothing else is said. */
  extensionFolder?: string;
  shops: Map<string, Shop>;
  deliveries: WebhookDelivery[];
  tasks: Task[];
  scripts: Script[];
  /** Keys that the providers accept. */
  keys: { gateway: string[]; kling?: KlingKey[]; klingPairs?: KlingPair[]; hidream?: string[] };
  /** How long a provider's task takes when no script says otherwise. */
  taskMs: number;
  parallelLimit: number;
  /** How long a bulk operation runs; with Infinity until a test ends it. */
  bulkMs?: number;
  /** Called after each change that should outlive a restart. */
  save: () => void;
};
