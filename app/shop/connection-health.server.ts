/** Which connection makes a shop's try-ons, and whether it is well enough to be asked. */
import type { Connection, TryOn } from "@prisma/client";
import limitConcurrency from "p-limit";
import { z } from "zod";
import type { Database } from "../db.server.ts";
import type { Enqueue } from "../jobs.server.ts";
import { type FailureCode, meaningOf } from "../providers/failures.ts";
import type { SendCall } from "../providers/http.server.ts";
import type { Provider } from "../providers/provider.ts";
import type { Credentials } from "../providers/description.ts";
import { describeProvider } from "../providers/registry.ts";
import { inOrder, inUse, isWell } from "./in-use.ts";
import type { Vault } from "../vault/vault.server.ts";

type Parts = { db: Database; vault: Vault; send: SendCall; enqueue: Enqueue; now: () => Date };

export const credentialsField = "connection.credentials";
const atATime = limitConcurrency(8);
const credentialsShape = z.record(z.string(), z.string());
export const modelSettingsShape = z.record(z.string(), z.unknown());

export function createConnectionHealth({ db, vault, send, enqueue, now }: Parts) {
  const credentialsOf = (connection: Connection): Credentials =>
    credentialsShape.parse(
      JSON.parse(
        vault.open(connection.credentials, { shop: connection.shopDomain, field: credentialsField }),
      ),
    );

  const providerOf = (connection: Connection, model = connection.model): Provider =>
    describeProvider(connection.provider).create({
      baseAddress: connection.baseAddress,
      model,
      settings: modelSettingsShape.parse(connection.settings),
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

  const checkAgain = async (connection: Connection): Promise<void> => {
    const checked = await providerOf(connection).check();
    if (checked.ok) await setUnwell(connection, null);
  };

  return {
    providerOf,
    setUnwell,

    /** Who may take over what the first one has refused. */
    async standInFor({ shopDomain, connectionId }: TryOn): Promise<Connection | undefined> {
      const found = await db.connection.findMany({ where: { shopDomain }, orderBy: inOrder });
      const { standIn } = inUse(found);
      return standIn && standIn.id !== connectionId && isWell(standIn) ? standIn : undefined;
    },

    /** Asks those that are unwell whether they are still: without a first try-on nobody else would find out. */
    async checkUnwell(): Promise<void> {
      const unwell = await db.connection.findMany({ where: { unwell: { not: null }, paused: false } });
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
    async markUnwell(connection: Connection, code: FailureCode): Promise<void> {
      if (meaningOf(code).unwell) await setUnwell(connection, code);
    },

    markWell: (connection: Connection): Promise<void> => setUnwell(connection, null),
  };
}

export type ConnectionHealth = ReturnType<typeof createConnectionHealth>;
