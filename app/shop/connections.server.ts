/** A merchant's accounts at providers: entered, tested, put in order, paused and removed. Keys go in and never out. */
import { isDeepStrictEqual } from "node:util";
import type { Database } from "../db.server.ts";
import type { Enqueue } from "../jobs/enqueue.server.ts";
import { explainFailure, type FailureCode, meaningOf } from "../providers/failures.ts";
import { type Said, said } from "../words/said.ts";
import type { ConnectionHealth } from "./connection-health.server.ts";
import {
  changeAsTried,
  clearOtherStandIns,
  connectionOf,
  connectionsOf,
  holdShop,
  lastPosition,
  letGo,
  makeFirst,
  sayOfModel,
} from "./connection-rows.server.ts";
import { type ConnectionWithModels, inUse, makerOf } from "./in-use.ts";
import type { ProviderAccess } from "./provider-access.server.ts";
import { type Mistakes, readConnection, type SaveRequest } from "./read-connection.ts";
import { showConnections, type ShownConnection } from "./shown-connection.ts";

type Parts = {
  db: Database;
  enqueue: Enqueue;
  access: ProviderAccess;
  health: ConnectionHealth;
  trustedOrigins: string[];
  now: () => Date;
};

const changedMeanwhile = said("connections.mistake.changed_meanwhile");

export type Saved = { ok: true; id: string } | { ok: false; mistakes: Mistakes };
export type Tested = { ok: true; balance?: number } | { ok: false; code: FailureCode; sentence: Said };

export function createConnections({ db, enqueue, access, health, trustedOrigins, now }: Parts) {
  /** Also true of a new one that would be. */
  const isFirst = async (shop: string, id: string | undefined) =>
    inUse(await connectionsOf(db, shop)).first?.id === id;

  const change = async (shop: string, id: string, data: { paused?: boolean; standsIn?: boolean }) => {
    await db.$transaction(async (transaction) => {
      if (data.standsIn) await holdShop(transaction, shop);
      const { count } = await transaction.connection.updateMany({ where: { id, shopDomain: shop }, data });
      if (data.standsIn && count === 1) await clearOtherStandIns(transaction, shop, id);
      await enqueue("shop.publish", { shop }, { transaction });
    });
  };

  return {
    list: async (shop: string): Promise<ShownConnection[]> => showConnections(await connectionsOf(db, shop)),

    /** Saves a new connection, or one that is there. Left empty, its key stays; it never moves to another address. */
    async save(shop: string, id: string | undefined, request: SaveRequest): Promise<Saved> {
      const existing = id === undefined ? undefined : await connectionOf(db, shop, id);
      if (id !== undefined && !existing)
        return { ok: false, mistakes: { form: said("failures.no_connection") } };
      if (existing && request.opened && !isDeepStrictEqual(makesPictures(existing), request.opened))
        return { ok: false, mistakes: { form: changedMeanwhile } };
      const read = readConnection(request, existing, trustedOrigins);
      if (!read.ok) return read;
      const { credentials, settings, priceMicros, ...rest } = read.value;
      if (rest.standsIn && !existing?.standsIn && (await isFirst(shop, id)))
        return { ok: false, mistakes: { standsIn: said("connections.mistake.stands_in") } };
      const sealed = credentials && {
        credentials: access.sealCredentials(shop, credentials),
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
          // Only onto what was read: a key that stays must not end up at an address that came meanwhile.
          if (!(await changeAsTried(transaction, makerOf(existing), data))) return undefined;
          if (rest.standsIn) await clearOtherStandIns(transaction, shop, existing.id);
          // What was said of another provider's models says nothing any more.
          if (existing.provider !== rest.provider)
            await transaction.connectionModel.deleteMany({ where: { connectionId: existing.id } });
          await sayOfModel(transaction, existing.id, { model: rest.model, settings, priceMicros });
          return existing.id;
        }
        const position = await lastPosition(transaction, shop);
        const created = await transaction.connection.create({
          data: { credentials: "", keyHint: "", ...data, shopDomain: shop, position },
        });
        if (rest.standsIn) await clearOtherStandIns(transaction, shop, created.id);
        await sayOfModel(transaction, created.id, { model: rest.model, settings, priceMicros });
        return created.id;
      });
      if (saved === undefined) return { ok: false, mistakes: { form: changedMeanwhile } };
      return { ok: true, id: saved };
    },

    /** Makes the cheapest real call that proves the key. Only a pass makes a connection well. */
    async test(shop: string, id: string): Promise<Tested> {
      const connection = await connectionOf(db, shop, id);
      if (!connection)
        return { ok: false, code: "connection_gone", sentence: said("failures.no_connection") };
      const maker = makerOf(connection);
      const checked = await access.providerOf(maker).check();
      if (!checked.ok) {
        const { code, detail } = checked.failure;
        if (meaningOf(code).unwell) await health.setUnwell(maker, code);
        // What an address answers instead is what helps to find the right one.
        const sentence =
          code === "unexpected_answer"
            ? said("failures.unexpected_answer_seen", { seen: detail })
            : explainFailure(code);
        return { ok: false, code, sentence };
      }
      const { balance } = checked.value;
      const isSame = await db.$transaction(async (transaction) => {
        const data = { testedAt: now(), unwell: null, balance: balance ?? null };
        if (!(await changeAsTried(transaction, maker, data))) return false;
        await enqueue("shop.publish", { shop }, { transaction });
        return true;
      });
      if (!isSame) return { ok: false, code: "connection_gone", sentence: changedMeanwhile };
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

/** What a page that was opened earlier must not take back: another page may have saved another of them since. */
function makesPictures(connection: ConnectionWithModels) {
  const { provider, baseAddress, model } = connection;
  return { provider, baseAddress, model, settings: makerOf(connection).settings };
}

/** Enough to tell two keys apart, and nothing to call a provider with. */
function hintOf(credentials: Record<string, string>): string {
  const key = credentials["apiKey"] || credentials["accessKey"] || "";
  return key.length >= 12 ? key.slice(-4) : "";
}
