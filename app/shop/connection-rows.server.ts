/** A shop's connections in the database: found by their shop alone, and changed inside of the caller's transaction. */
import { isDeepStrictEqual } from "node:util";
import type { Connection, Prisma } from "@prisma/client";
import type { Database, Transaction } from "../db.server.ts";
import { type ConnectionWithModels, inOrder, type Maker, makerOf, withModels } from "./in-use.ts";

export function connectionsOf(db: Database, shop: string): Promise<ConnectionWithModels[]> {
  return db.connection.findMany({ where: { shopDomain: shop }, orderBy: inOrder, include: withModels });
}

export async function connectionOf(
  db: Database,
  shop: string,
  id: string,
): Promise<ConnectionWithModels | undefined> {
  const found = await db.connection.findFirst({ where: { id, shopDomain: shop }, include: withModels });
  return found ?? undefined;
}

/** Whether it still has the key and the address that it was read with. */
export async function hasSameKey(db: Database, connection: Connection): Promise<boolean> {
  const { id, shopDomain, credentials, baseAddress } = connection;
  return (await db.connection.count({ where: { id, shopDomain, credentials, baseAddress } })) > 0;
}

/**
 * Only while it is what was tried: what was found out of an old key, address, model or setting says nothing of a new one.
 * False where it is something else by now.
 */
export async function changeAsTried(
  transaction: Transaction,
  tried: Maker,
  data: Prisma.ConnectionUpdateManyMutationInput,
): Promise<boolean> {
  const { id, shopDomain, credentials, baseAddress, model } = tried.connection;
  // Held before it is looked at, so that nobody changes its settings in between.
  await holdConnection(transaction, shopDomain, id);
  const found = await transaction.connection.findFirst({
    where: { id, shopDomain, credentials, baseAddress, model },
    include: withModels,
  });
  if (!found || !isDeepStrictEqual(makerOf(found, tried.model).settings, tried.settings)) return false;
  await transaction.connection.updateMany({ where: { id, shopDomain }, data });
  return true;
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

/** Behind all others, also after some were removed: whoever is first stays it. */
export async function lastPosition(transaction: Transaction, shop: string): Promise<number> {
  await holdShop(transaction, shop);
  const { _max: highest } = await transaction.connection.aggregate({
    where: { shopDomain: shop },
    _max: { position: true },
  });
  return (highest.position ?? -1) + 1;
}

/** Of two that are chosen at the same moment, the later one stays. */
export async function holdShop(transaction: Transaction, shop: string): Promise<void> {
  await transaction.$queryRaw`select 1 from shop where domain = ${shop} for no key update`;
}

/** It stays until the transaction ends. False where somebody removed it meanwhile. */
export async function holdConnection(transaction: Transaction, shop: string, id: string): Promise<boolean> {
  const held = await transaction.$queryRaw<unknown[]>`
    select 1 from connection where id = ${id}::uuid and shop_domain = ${shop} for no key update`;
  return held.length > 0;
}

export async function clearOtherStandIns(transaction: Transaction, shop: string, id: string): Promise<void> {
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
