/** The app's installation and the metafields that it owns. */
import { createHash } from "node:crypto";
import type { Metafield } from "../../world.ts";
import { textNumber } from "./collections.ts";
import { connection, inOrder } from "./connection.ts";
import type { PageArguments } from "./connection.ts";
import type { Context } from "./context.ts";
import { globalId } from "./context.ts";

export function installationId({ shop }: Context): string {
  return globalId("AppInstallation", textNumber(shop.domain) * 1000 + shop.generation);
}

/** `$app` stands for a namespace that only this app can write. */
export function namespaceOf({ world }: Context, namespace: string | null | undefined): string {
  const own = `app--${textNumber(world.app.clientId)}`;
  if (!namespace || namespace === "$app") return own;
  return namespace.startsWith("$app:") ? `${own}--${namespace.slice("$app:".length)}` : namespace;
}

export function digestOf(value: string): string {
  return createHash("sha256").update(value).digest("hex");
}

type MetafieldsArguments = PageArguments & { namespace?: string | null; keys?: string[] | null };

export function installationNode(context: Context) {
  const { world, shop, scopes } = context;
  return {
    __typename: "AppInstallation",
    id: installationId(context),
    launchUrl: `${world.origin}/admin/apps/${world.app.handle}`,
    uninstallUrl: null,
    accessScopes: scopes.map((handle) => ({ handle, description: handle.replaceAll("_", " ") })),
    metafield: ({ namespace, key }: { namespace?: string | null; key: string }) => {
      const found = shop.appData.get(`${namespaceOf(context, namespace)}.${key}`);
      return found ? metafieldNode(context, found) : null;
    },
    metafields: ({ namespace, keys, ...page }: MetafieldsArguments) => {
      const wanted = namespace ? namespaceOf(context, namespace) : undefined;
      const found = [...shop.appData.values()].filter((metafield) => {
        if (wanted && metafield.namespace !== wanted) return false;
        return !keys || keys.includes(wanted ? metafield.key : `${metafield.namespace}.${metafield.key}`);
      });
      return connection(inOrder(found), page, (metafield) => metafieldNode(context, metafield));
    },
  };
}

export function metafieldNode(context: Context, metafield: Metafield) {
  const number = textNumber(`${metafield.namespace}.${metafield.key}`);
  return {
    __typename: "Metafield",
    id: globalId("Metafield", number),
    legacyResourceId: String(number),
    namespace: metafield.namespace,
    key: metafield.key,
    type: metafield.type,
    value: metafield.value,
    jsonValue: () =>
      metafield.type === "single_line_text_field" ? metafield.value : JSON.parse(metafield.value),
    sizeInBytes: Buffer.byteLength(metafield.value),
    compareDigest: digestOf(metafield.value),
    description: null,
    owner: () => installationNode(context),
    ownerType: "API_PERMISSION",
    createdAt: metafield.updatedAt,
    updatedAt: metafield.updatedAt,
  };
}
