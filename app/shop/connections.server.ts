/** A merchant's account at a provider: kept sealed, opened only to talk to that provider. */
import type { Connection, TryOn } from "@prisma/client";
import { z } from "zod";
import type { Database } from "../db.server.ts";
import type { Enqueue } from "../jobs.server.ts";
import { type FailureCode, meaningOf } from "../providers/failures.ts";
import type { SendCall } from "../providers/http.server.ts";
import type { Provider, ProviderFailure } from "../providers/provider.ts";
import { describeProvider, findProvider } from "../providers/registry.ts";
import type { Vault } from "../vault/vault.server.ts";

type Parts = {
  db: Database;
  vault: Vault;
  send: SendCall;
  enqueue: Enqueue;
  trustedOrigins: string[];
  now: () => Date;
};

/** What the browser may see of a connection: everything but the key. */
export type ShownConnection = {
  provider: string;
  baseAddress: string;
  model: string;
  keyHint: string;
  unwell: string | undefined;
  testedAt: string | undefined;
};

export type SaveRequest = {
  provider: string;
  baseAddress: string;
  model: string;
  credentials: Record<string, string>;
};
export type Saved = { ok: true } | { ok: false; mistakes: Record<string, string> };
export type Tested = { ok: true } | { ok: false; code: FailureCode; sentence: string };

const field = "connection.credentials";
const credentialsShape = z.record(z.string(), z.string());

export function createConnections({ db, vault, send, enqueue, trustedOrigins, now }: Parts) {
  const providerOf = (connection: Connection): Provider => {
    const opened = vault.open(connection.credentials, { shop: connection.shopDomain, field });
    const credentials = credentialsShape.parse(JSON.parse(opened));
    const { create } = describeProvider(connection.provider);
    return create({ baseAddress: connection.baseAddress, credentials, send });
  };

  const setHealth = async (connection: Connection, unwell: FailureCode | null) => {
    if (connection.unwell === unwell) return;
    await db.$transaction(async (transaction) => {
      await transaction.connection.updateMany({ where: { id: connection.id }, data: { unwell } });
      await enqueue("shop.publish", { shop: connection.shopDomain }, { transaction });
    });
  };

  return {
    async show(shop: string): Promise<ShownConnection | undefined> {
      const found = await db.connection.findFirst({ where: { shopDomain: shop } });
      if (!found) return undefined;
      const { provider, baseAddress, model, keyHint, unwell, testedAt } = found;
      return {
        provider,
        baseAddress,
        model,
        keyHint,
        unwell: unwell ?? undefined,
        testedAt: testedAt?.toISOString(),
      };
    },

    /** Saves a connection. Left empty, the key stays as it is; a key never moves along to another address. */
    async save(shop: string, request: SaveRequest): Promise<Saved> {
      const description = findProvider(request.provider);
      if (!description) return { ok: false, mistakes: { provider: "Choose a provider." } };
      const mistakes: Record<string, string> = {};
      const baseAddress = readBaseAddress(request.baseAddress, trustedOrigins);
      if (!baseAddress)
        mistakes["baseAddress"] =
          "Enter an address that begins with https://, such as https://www.dmxapi.com.";
      if (!description.models.some((model) => model.id === request.model))
        mistakes["model"] = "Choose a model.";

      const existing = await db.connection.findFirst({ where: { shopDomain: shop } });
      const keepsKey =
        existing !== null &&
        existing.provider === request.provider &&
        existing.baseAddress === baseAddress &&
        Object.values(request.credentials).every((value) => value.trim() === "");
      const credentials = keepsKey ? undefined : description.credentials.safeParse(request.credentials);
      if (credentials && !credentials.success)
        for (const issue of credentials.error.issues) mistakes[String(issue.path[0])] ??= issue.message;
      if (!baseAddress || Object.keys(mistakes).length > 0) return { ok: false, mistakes };

      const data = {
        provider: request.provider,
        baseAddress,
        model: request.model,
        ...(credentials?.success ? sealedCredentials(shop, credentials.data) : {}),
      };
      await db.$transaction(async (transaction) => {
        if (existing) await transaction.connection.updateMany({ where: { id: existing.id }, data });
        else if (credentials?.success)
          await transaction.connection.create({
            data: { ...data, ...sealedCredentials(shop, credentials.data), shopDomain: shop },
          });
        await enqueue("shop.publish", { shop }, { transaction });
      });
      return { ok: true };
    },

    /** Makes the cheapest real call that proves the key, and remembers the answer. */
    async test(shop: string): Promise<Tested> {
      const connection = await db.connection.findFirst({ where: { shopDomain: shop } });
      if (!connection) return failed("connection_gone");
      const checked = await providerOf(connection).check();
      await db.connection.updateMany({ where: { id: connection.id }, data: { testedAt: now() } });
      const code = checked.ok ? null : checked.failure.code;
      await setHealth(connection, code && meaningOf(code).unwell ? code : null);
      return code ? failed(code) : { ok: true };
    },

    async remove(shop: string): Promise<void> {
      await db.$transaction(async (transaction) => {
        await transaction.connection.deleteMany({ where: { shopDomain: shop } });
        await enqueue("shop.publish", { shop }, { transaction });
      });
    },

    async providerFor(tryOn: TryOn): Promise<Provider | undefined> {
      if (!tryOn.connectionId) return undefined;
      const connection = await db.connection.findFirst({
        where: { id: tryOn.connectionId, shopDomain: tryOn.shopDomain },
      });
      return connection ? providerOf(connection) : undefined;
    },

    /** Every further try-on would fail in the same way: the button goes until a test passes. */
    async markUnwell(tryOn: TryOn, failure: ProviderFailure): Promise<void> {
      if (!meaningOf(failure.code).unwell || !tryOn.connectionId) return;
      const connection = await db.connection.findFirst({ where: { id: tryOn.connectionId } });
      if (connection) await setHealth(connection, failure.code);
    },
  };

  function sealedCredentials(shop: string, credentials: Record<string, string>) {
    const secret = Object.values(credentials).at(-1) ?? "";
    return {
      credentials: vault.seal(JSON.stringify(credentials), { shop, field }),
      keyHint: secret.length >= 12 ? secret.slice(-4) : "",
      unwell: null,
      testedAt: null,
    };
  }
}

export type Connections = ReturnType<typeof createConnections>;

function failed(code: FailureCode): Tested {
  return { ok: false, code, sentence: meaningOf(code).merchant };
}

function readBaseAddress(text: string, trustedOrigins: string[]): string | undefined {
  try {
    const address = new URL(text.trim());
    if (address.protocol !== "https:" && !trustedOrigins.includes(address.origin)) return undefined;
    if (address.username || address.password || address.search || address.hash) return undefined;
    return `${address.origin}${address.pathname.replace(/\/+$/, "")}`;
  } catch {
    return undefined;
  }
}
