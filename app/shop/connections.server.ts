/** A merchant's accounts at providers: entered, tested, put in order, paused and removed. Keys go in and never out. */
import { isDeepStrictEqual } from "node:util";
import type { Prisma } from "@prisma/client";
import type { Database, Transaction } from "../db.server.ts";
import type { Enqueue } from "../jobs.server.ts";
import { explainFailure, type FailureCode, meaningOf } from "../providers/failures.ts";
import type { Vault } from "../vault/vault.server.ts";
import { type Said, said } from "../words/said.ts";
import { type ConnectionHealth, credentialsField } from "./connection-health.server.ts";
import { inOrder, inUse, makerOf, withModels } from "./in-use.ts";
import { type Mistakes, readConnection, type SaveRequest } from "./read-connection.ts";
import { showConnections, type ShownConnection } from "./shown-connection.ts";

type Parts = {
  db: Database;
  vault: Vault;
  enqueue: Enqueue;
  health: ConnectionHealth;
  trustedOrigins: string[];
  now: () => Date;
};

export type Saved = { ok: true; id: string } | { ok: false; mistakes: Mistakes };
export type Tested = { ok: true; balance?: string } | { ok: false; code: FailureCode; sentence: Said };

export function createConnections({ db, vault, enqueue, health, trustedOrigins, now }: Parts) {
  const find = (shop: string, id: string) =>
    db.connection.findFirst({ where: { id, shopDomain: shop }, include: withModels });

  const all = (shop: string) =>
    db.connection.findMany({ where: { shopDomain: shop }, orderBy: inOrder, include: withModels });

  const list = async (shop: string): Promise<ShownConnection[]> => showConnections(await all(shop));

  /** Also true of a new one that would be. */
  const isFirst = async (shop: string, id: string | undefined) => inUse(await all(shop)).first?.id === id;

  const change = async (shop: string, id: string, data: { paused?: boolean; standsIn?: boolean }) => {
    await db.$transaction(async (transaction) => {
      if (data.standsIn) await holdShop(transaction, shop);
      const { count } = await transaction.connection.updateMany({ where: { id, shopDomain: shop }, data });
      if (data.standsIn && count === 1) await clearOtherStandIns(transaction, shop, id);
      await enqueue("shop.publish", { shop }, { transaction });
    });
  };

  return {
    list,

    show: async (shop: string, id: string): Promise<ShownConnection | undefined> =>
      (await list(shop)).find((connection) => connection.id === id),

    /** Saves a new connection, or one that is there. Left empty, its key stays; it never moves to another address. */
    async save(shop: string, id: string | undefined, request: SaveRequest): Promise<Saved> {
      const existing = id === undefined ? null : await find(shop, id);
      if (id !== undefined && !existing)
        return { ok: false, mistakes: { form: said("failures.no_connection") } };
      const read = readConnection(request, existing ?? undefined, trustedOrigins);
      if (!read.ok) return read;
      const { credentials, settings, priceMicros, ...rest } = read.value;
      if (rest.standsIn && !existing?.standsIn && (await isFirst(shop, id)))
        return { ok: false, mistakes: { standsIn: said("connections.mistake.stands_in") } };
      const sealed = credentials && {
        credentials: vault.seal(JSON.stringify(credentials), { shop, field: credentialsField }),
        keyHint: hintOf(credentials),
      };
      const isSame =
        existing &&
        sealed === undefined &&
        existing.model === rest.model &&
        isDeepStrictEqual(makerOf(existing).settings, settings);
      // Whatever was known of its health was known of another key, address, model or setting.
      const known = isSame ? {} : { unwell: null, testedAt: null, balance: null };
      const data = { ...rest, ...sealed, ...known };
      const saved = await db.$transaction(async (transaction) => {
        await enqueue("shop.publish", { shop }, { transaction });
        if (rest.standsIn) await holdShop(transaction, shop);
        if (existing) {
          const { baseAddress, credentials: stored } = existing;
          // Only onto what was read: a key that stays must not end up at an address that came meanwhile.
          const { count } = await transaction.connection.updateMany({
            where: { id: existing.id, baseAddress, credentials: stored },
            data,
          });
          if (count === 0) return undefined;
          if (rest.standsIn) await clearOtherStandIns(transaction, shop, existing.id);
          // What was said of another provider's models says nothing any more.
          if (existing.provider !== rest.provider)
            await transaction.connectionModel.deleteMany({ where: { connectionId: existing.id } });
          await sayOfModel(transaction, existing.id, { model: rest.model, settings, priceMicros });
          return existing.id;
        }
        const position = await transaction.connection.count({ where: { shopDomain: shop } });
        const created = await transaction.connection.create({
          data: { credentials: "", keyHint: "", ...data, shopDomain: shop, position },
        });
        if (rest.standsIn) await clearOtherStandIns(transaction, shop, created.id);
        await sayOfModel(transaction, created.id, { model: rest.model, settings, priceMicros });
        return created.id;
      });
      if (saved === undefined)
        return { ok: false, mistakes: { form: said("connections.mistake.changed_meanwhile") } };
      return { ok: true, id: saved };
    },

    /** Makes the cheapest real call that proves the key. Only a pass makes a connection well. */
    async test(shop: string, id: string): Promise<Tested> {
      const connection = await find(shop, id);
      if (!connection)
        return { ok: false, code: "connection_gone", sentence: said("failures.no_connection") };
      const checked = await health.providerOf(makerOf(connection)).check();
      if (!checked.ok) {
        const { code, detail } = checked.failure;
        if (meaningOf(code).unwell) await health.setUnwell(connection, code);
        // What an address answers instead is what helps to find the right one.
        const sentence =
          code === "unexpected_answer"
            ? said("failures.unexpected_answer_seen", { seen: detail })
            : explainFailure(code);
        return { ok: false, code, sentence };
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

    /** One at most stands in; the shopper's consent names it beside the first. */
    setStandsIn: (shop: string, id: string, standsIn: boolean) => change(shop, id, { standsIn }),

    setPaused: (shop: string, id: string, paused: boolean) => change(shop, id, { paused }),

    /** Puts one before all others: it makes the try-ons from now on. */
    makeFirst: (shop: string, id: string): Promise<void> =>
      db.$transaction(async (transaction) => {
        await makeFirst(transaction, shop, id);
        await enqueue("shop.publish", { shop }, { transaction });
      }),

    async remove(shop: string, id: string): Promise<void> {
      await db.$transaction(async (transaction) => {
        const { count } = await transaction.connection.deleteMany({ where: { id, shopDomain: shop } });
        if (count > 0) await letGo(transaction, { connectionId: id, shopDomain: shop });
        await enqueue("shop.publish", { shop }, { transaction });
      });
    },
  };
}

/** Whoever is first stays where it is. */
export async function makeFirst(transaction: Transaction, shop: string, id: string): Promise<void> {
  await holdShop(transaction, shop);
  const [foremost] = await transaction.connection.findMany({
    where: { shopDomain: shop },
    orderBy: inOrder,
    take: 1,
  });
  if (!foremost || foremost.id === id) return;
  await transaction.connection.updateMany({
    where: { id, shopDomain: shop },
    data: { position: foremost.position - 1 },
  });
}

/** Of two that are chosen at the same moment, the later one stays. */
async function holdShop(transaction: Transaction, shop: string): Promise<void> {
  await transaction.$queryRaw`select 1 from shop where domain = ${shop} for no key update`;
}

async function clearOtherStandIns(transaction: Transaction, shop: string, id: string): Promise<void> {
  await transaction.connection.updateMany({
    where: { shopDomain: shop, standsIn: true, id: { not: id } },
    data: { standsIn: false },
  });
}

export type SaidOfModel = {
  model: string;
  settings: Prisma.InputJsonObject | undefined;
  priceMicros: bigint | undefined;
};

/** What is undefined stays as it is. */
export async function sayOfModel(
  transaction: Transaction,
  connectionId: string,
  { model, settings, priceMicros }: SaidOfModel,
): Promise<void> {
  const known = {
    ...(settings === undefined ? {} : { settings }),
    ...(priceMicros === undefined ? {} : { priceMicros }),
  };
  await transaction.connectionModel.upsert({
    where: { connectionId_model: { connectionId, model } },
    create: { connectionId, model, ...known },
    update: known,
  });
}

/**
 * After a connection was removed. What is under way loses it, so that a move that began before adds nothing; what has ended
 * keeps its id, because there may be a million of them.
 */
export async function letGo(
  transaction: Transaction,
  of: { shopDomain: string; connectionId?: string },
): Promise<void> {
  await transaction.tryOn.updateMany({
    where: { ...of, state: { in: ["queued", "submitting", "running"] } },
    data: { connectionId: null },
  });
}

/** Enough to tell two keys apart, and nothing to call a provider with. */
function hintOf(credentials: Record<string, string>): string {
  const key = credentials["apiKey"] || credentials["accessKey"] || "";
  return key.length >= 12 ? key.slice(-4) : "";
}
