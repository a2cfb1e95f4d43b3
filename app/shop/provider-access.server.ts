/** A connection as something that can be called. Its key is sealed and opened here. */
import type { Connection, TryOn } from "@prisma/client";
import { z } from "zod";
import type { Database } from "../db.server.ts";
import type { Credentials, Model } from "../providers/description.ts";
import type { SendCall } from "../providers/http.server.ts";
import type { Provider } from "../providers/provider.ts";
import { describeProvider, findProvider } from "../providers/registry.ts";
import type { Vault } from "../vault/vault.server.ts";
import { connectionOf } from "./connection-rows.server.ts";
import type { Maker } from "./in-use.ts";

type Parts = { db: Database; vault: Vault; send: SendCall; now: () => Date };

export const credentialsField = "connection.credentials";
const credentialsShape = z.record(z.string(), z.string());

export type ProviderAccess = ReturnType<typeof createProviderAccess>;

export function createProviderAccess({ db, vault, send, now }: Parts) {
  const credentialsOf = ({ credentials, shopDomain: shop }: Connection): Credentials =>
    credentialsShape.parse(JSON.parse(vault.open(credentials, { shop, field: credentialsField })));

  return {
    sealCredentials: (shop: string, credentials: Credentials): string =>
      vault.seal(JSON.stringify(credentials), { shop, field: credentialsField }),

    providerOf: ({ connection, provider, model, settings }: Maker): Provider =>
      describeProvider(provider).create({
        baseAddress: connection.baseAddress,
        model,
        settings,
        credentials: credentialsOf(connection),
        send,
        now,
      }),

    /** Those of its provider's models that its key can run; none of a provider that a release has let go. */
    modelsOf(connection: Connection): Model[] {
      const credentials = credentialsOf(connection);
      const models = findProvider(connection.provider)?.models ?? [];
      return models.filter(({ needsField }) => !needsField || Boolean(credentials[needsField.name]));
    },

    /** What its merchant stored to check the provider's messages with, if anything. */
    async webhookSecretFor({ shopDomain, connectionId }: TryOn): Promise<string | undefined> {
      const connection = connectionId === null ? undefined : await connectionOf(db, shopDomain, connectionId);
      return (connection && credentialsOf(connection)["webhookSecret"]) || undefined;
    },
  };
}
