/** Which connection makes a shop's try-ons, and whether it is well enough to be asked. */
import type { Connection, TryOn } from "@prisma/client";
import { z } from "zod";
import type { Database } from "../db.server.ts";
import type { Enqueue } from "../jobs.server.ts";
import { type FailureCode, meaningOf } from "../providers/failures.ts";
import type { SendCall } from "../providers/http.server.ts";
import type { Provider } from "../providers/provider.ts";
import type { Credentials } from "../providers/description.ts";
import { describeProvider } from "../providers/registry.ts";
import type { Vault } from "../vault/vault.server.ts";

type Parts = { db: Database; vault: Vault; send: SendCall; enqueue: Enqueue; now: () => Date };

export const credentialsField = "connection.credentials";
const credentialsShape = z.record(z.string(), z.string());
export const settingsShape = z.record(z.string(), z.unknown());

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
      settings: settingsShape.parse(connection.settings),
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
      await transaction.connection.updateMany({ where: { id: connection.id }, data: { unwell } });
      await enqueue("shop.publish", { shop: connection.shopDomain }, { transaction });
    });
  };

  return {
    providerOf,
    setUnwell,

    /** The first that is not paused, if its key has passed a test and nothing is wrong with it since. */
    async choose(shop: string): Promise<Connection | undefined> {
      const first = await db.connection.findFirst({
        where: { shopDomain: shop, paused: false },
        orderBy: [{ position: "asc" }, { createdAt: "asc" }],
      });
      return first && first.testedAt !== null && first.unwell === null ? first : undefined;
    },

    async providerFor(tryOn: TryOn): Promise<Provider | undefined> {
      const connection = await connectionOf(tryOn);
      return connection && providerOf(connection, tryOn.model);
    },

    /** What its merchant stored to check the provider's messages with, if anything. */
    async webhookSecretFor(tryOn: TryOn): Promise<string | undefined> {
      const connection = await connectionOf(tryOn);
      return (connection && credentialsOf(connection)["webhookSecret"]) || undefined;
    },

    /** Every further try-on would fail in the same way: the button goes until a test or a try-on passes. */
    async markUnwell(tryOn: TryOn, code: FailureCode): Promise<void> {
      const connection = meaningOf(code).unwell ? await connectionOf(tryOn) : undefined;
      if (connection) await setUnwell(connection, code);
    },

    async markWell(tryOn: TryOn): Promise<void> {
      const connection = await connectionOf(tryOn);
      if (connection) await setUnwell(connection, null);
    },
  };
}

export type ConnectionHealth = ReturnType<typeof createConnectionHealth>;
