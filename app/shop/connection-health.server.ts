/** Which connection makes a shop's try-ons, and whether it is well enough to be asked. */
import type { Connection, TryOn } from "@prisma/client";
import limitConcurrency from "p-limit";
import { z } from "zod";
import type { Database } from "../db.server.ts";
import type { Enqueue } from "../jobs.server.ts";
import { type FailureCode, meaningOf } from "../providers/failures.ts";
import type { SendCall } from "../providers/http.server.ts";
import type { Provider } from "../providers/provider.ts";
import type { Credentials, Model } from "../providers/description.ts";
import { describeProvider } from "../providers/registry.ts";
import {
  type ConnectionWithModels,
  inOrder,
  inUse,
  isWell,
  makerOf,
  type Maker,
  withModels,
} from "./in-use.ts";
import type { Vault } from "../vault/vault.server.ts";

type Parts = { db: Database; vault: Vault; send: SendCall; enqueue: Enqueue; now: () => Date };

export const credentialsField = "connection.credentials";
const atATime = limitConcurrency(8);
const credentialsShape = z.record(z.string(), z.string());

export function createConnectionHealth({ db, vault, send, enqueue, now }: Parts) {
  const credentialsOf = (connection: Connection): Credentials =>
    credentialsShape.parse(
      JSON.parse(
        vault.open(connection.credentials, { shop: connection.shopDomain, field: credentialsField }),
      ),
    );

  const providerOf = ({ connection, provider, model, settings }: Maker): Provider =>
    describeProvider(provider).create({
      baseAddress: connection.baseAddress,
      model,
      settings,
      credentials: credentialsOf(connection),
      send,
      now,
    });

  /** The connection of a try-on, as long as the merchant keeps it. */
  const connectionOf = async ({ connectionId, shopDomain }: TryOn): Promise<Connection | undefined> =>
    connectionId === null
      ? undefined
      : ((await db.connection.findFirst({ where: { id: connectionId, shopDomain } })) ?? undefined);

  const setUnwell = async (connection: Connection, unwell: FailureCode | null): Promise<void> => {
    if (connection.unwell === unwell) return;
    await db.$transaction(async (transaction) => {
      const { id, credentials } = connection;
      // What was found out of an old key says nothing of a new one.
      const { count } = await transaction.connection.updateMany({
        where: { id, credentials },
        data: { unwell },
      });
      if (count > 0) await enqueue("shop.publish", { shop: connection.shopDomain }, { transaction });
    });
  };

  const checkAgain = async (connection: ConnectionWithModels): Promise<void> => {
    const checked = await providerOf(makerOf(connection)).check();
    if (checked.ok) await setUnwell(connection, null);
  };

  return {
    providerOf,
    setUnwell,

    /** Who may take over what the first one has refused. */
    async standInFor({ shopDomain, connectionId }: TryOn): Promise<Maker | undefined> {
      const found = await db.connection.findMany({
        where: { shopDomain },
        orderBy: inOrder,
        include: withModels,
      });
      const { standIn } = inUse(found);
      return standIn && standIn.id !== connectionId && isWell(standIn) ? makerOf(standIn) : undefined;
    },

    /** Those of its provider's models that its key can run. */
    modelsOf(connection: Connection): Model[] {
      const credentials = credentialsOf(connection);
      return describeProvider(connection.provider).models.filter(
        ({ needsField }) => !needsField || Boolean(credentials[needsField.name]),
      );
    },

    /** Asks those that are unwell whether they are still: without a first try-on nobody else would find out. */
    async checkUnwell(): Promise<void> {
      const unwell = await db.connection.findMany({
        where: { unwell: { not: null }, paused: false },
        include: withModels,
      });
      const asked = await Promise.allSettled(unwell.map((connection) => atATime(checkAgain, connection)));
      // One that can't even be asked, such as by a key that does not open, must not keep the others.
      for (const one of asked) if (one.status === "rejected") throw one.reason;
    },

    /** What its merchant stored to check the provider's messages with, if anything. */
    async webhookSecretFor(tryOn: TryOn): Promise<string | undefined> {
      const connection = await connectionOf(tryOn);
      return (connection && credentialsOf(connection)["webhookSecret"]) || undefined;
    },

    /** Every further try-on would fail in the same way: the button goes until a test or a try-on passes. */
    async markUnwell({ connection, model }: Maker, code: FailureCode): Promise<void> {
      if (meaningOf(code).unwell && tellsOfConnection(connection, model, code))
        await setUnwell(connection, code);
    },

    async markWell({ connection, model }: Maker): Promise<void> {
      if (tellsOfConnection(connection, model, connection.unwell)) await setUnwell(connection, null);
    },
  };
}

export type ConnectionHealth = ReturnType<typeof createConnectionHealth>;

/**
 * A right or a pack of try-ons that is missing may be missing for one model alone: of the connection's usual model only
 * that model's own try-ons tell.
 */
function tellsOfConnection(connection: Connection, model: string, code: string | null): boolean {
  return model === connection.model || (code !== "not_permitted" && code !== "balance_gone");
}
