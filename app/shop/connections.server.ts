/** A merchant's accounts at providers: entered, tested, put in order, paused and removed. Keys go in and never out. */
import type { Connection } from "@prisma/client";
import type { Database } from "../db.server.ts";
import type { Enqueue } from "../jobs.server.ts";
import { type FailureCode, isFailureCode, meaningOf } from "../providers/failures.ts";
import type { Vault } from "../vault/vault.server.ts";
import { type ConnectionHealth, credentialsField, settingsShape } from "./connection-health.server.ts";
import { readConnection, type SaveRequest } from "./read-connection.ts";

type Parts = {
  db: Database;
  vault: Vault;
  enqueue: Enqueue;
  health: ConnectionHealth;
  trustedOrigins: string[];
  now: () => Date;
};

/** What the browser may see of a connection: everything but the key. */
export type ShownConnection = {
  id: string;
  provider: string;
  baseAddress: string;
  model: string;
  settings: Record<string, unknown>;
  keyHint: string;
  paused: boolean;
  health: "well" | "unwell" | "untested";
  /** What is wrong and what to do about it. */
  advice?: string;
  balance?: string;
};

export type Saved = { ok: true; id: string } | { ok: false; mistakes: Record<string, string> };
export type Tested = { ok: true; balance?: string } | { ok: false; code: FailureCode; sentence: string };

export function createConnections({ db, vault, enqueue, health, trustedOrigins, now }: Parts) {
  const find = (shop: string, id: string) => db.connection.findFirst({ where: { id, shopDomain: shop } });

  const change = async (shop: string, id: string, data: { paused?: boolean; position?: number }) => {
    await db.$transaction(async (transaction) => {
      await transaction.connection.updateMany({ where: { id, shopDomain: shop }, data });
      await enqueue("shop.publish", { shop }, { transaction });
    });
  };

  return {
    async list(shop: string): Promise<ShownConnection[]> {
      const found = await db.connection.findMany({
        where: { shopDomain: shop },
        orderBy: [{ position: "asc" }, { createdAt: "asc" }],
      });
      return found.map(shownOf);
    },

    async show(shop: string, id: string): Promise<ShownConnection | undefined> {
      const found = await find(shop, id);
      return found ? shownOf(found) : undefined;
    },

    /** Saves a new connection, or one that is there. Left empty, its key stays; it never moves to another address. */
    async save(shop: string, id: string | undefined, request: SaveRequest): Promise<Saved> {
      const existing = id === undefined ? null : await find(shop, id);
      if (id !== undefined && !existing) return { ok: false, mistakes: { form: "This connection is gone." } };
      const read = readConnection(request, existing ?? undefined, trustedOrigins);
      if (!read.ok) return read;
      const { credentials, ...rest } = read.value;
      const sealed = credentials && {
        credentials: vault.seal(JSON.stringify(credentials), { shop, field: credentialsField }),
        keyHint: hintOf(credentials),
      };
      // Whatever was known of its health was known of another key, address or model.
      const data = { ...rest, ...sealed, unwell: null, testedAt: null, balance: null };
      const saved = await db.$transaction(async (transaction) => {
        await enqueue("shop.publish", { shop }, { transaction });
        if (existing) {
          const { baseAddress, credentials: stored } = existing;
          // Only onto what was read: a key that stays must not end up at an address that came meanwhile.
          const { count } = await transaction.connection.updateMany({
            where: { id: existing.id, baseAddress, credentials: stored },
            data,
          });
          return count === 1 ? existing : undefined;
        }
        const position = await transaction.connection.count({ where: { shopDomain: shop } });
        return transaction.connection.create({
          data: { credentials: "", keyHint: "", ...data, shopDomain: shop, position },
        });
      });
      if (!saved)
        return { ok: false, mistakes: { form: "This connection was changed meanwhile. Look at it again." } };
      return { ok: true, id: saved.id };
    },

    /** Makes the cheapest real call that proves the key. Only a pass makes a connection well. */
    async test(shop: string, id: string): Promise<Tested> {
      const connection = await find(shop, id);
      if (!connection) return { ok: false, code: "connection_gone", sentence: "This connection is gone." };
      const checked = await health.providerOf(connection).check();
      if (!checked.ok) {
        const { code } = checked.failure;
        if (meaningOf(code).unwell) await health.setUnwell(connection, code);
        // What an address answers instead is what helps to find the right one.
        const seen = code === "unexpected_answer" ? ` Seen: ${checked.failure.detail}.` : "";
        return { ok: false, code, sentence: `${meaningOf(code).merchant}${seen}` };
      }
      const { balance } = checked.value;
      await db.$transaction(async (transaction) => {
        await transaction.connection.updateMany({
          where: { id: connection.id },
          data: { testedAt: now(), unwell: null, balance: balance ?? null },
        });
        await enqueue("shop.publish", { shop }, { transaction });
      });
      return { ok: true, ...(balance === undefined ? {} : { balance }) };
    },

    setPaused: (shop: string, id: string, paused: boolean) => change(shop, id, { paused }),

    /** Puts one before all others: it makes the try-ons from now on. */
    async makeFirst(shop: string, id: string): Promise<void> {
      const { _min } = await db.connection.aggregate({
        where: { shopDomain: shop },
        _min: { position: true },
      });
      await change(shop, id, { position: (_min.position ?? 0) - 1 });
    },

    async remove(shop: string, id: string): Promise<void> {
      await db.$transaction(async (transaction) => {
        await transaction.connection.deleteMany({ where: { id, shopDomain: shop } });
        await enqueue("shop.publish", { shop }, { transaction });
      });
    },
  };
}

function shownOf(connection: Connection): ShownConnection {
  const { id, provider, baseAddress, model, keyHint, paused, unwell, testedAt, balance } = connection;
  return {
    id,
    provider,
    baseAddress,
    model,
    settings: settingsShape.parse(connection.settings),
    keyHint,
    paused,
    health: unwell !== null ? "unwell" : testedAt === null ? "untested" : "well",
    ...(unwell !== null && isFailureCode(unwell) ? { advice: meaningOf(unwell).merchant } : {}),
    ...(balance === null ? {} : { balance }),
  };
}

/** Enough to tell two keys apart, and nothing to call a provider with. */
function hintOf(credentials: Record<string, string>): string {
  const key = credentials["apiKey"] || credentials["accessKey"] || "";
  return key.length >= 12 ? key.slice(-4) : "";
}
