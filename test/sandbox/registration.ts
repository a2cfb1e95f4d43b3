/** Reads shopify.app.toml as Shopify does when the app's configuration is deployed. */
import { parse } from "@iarna/toml";
import { z } from "zod";
import type { AppRegistration } from "./world.ts";

const subscription = z.object({
  topics: z.array(z.string()).optional(),
  compliance_topics: z.array(z.string()).optional(),
  uri: z.string(),
});

const configuration = z.object({
  name: z.string(),
  handle: z.string().optional(),
  application_url: z.string(),
  access_scopes: z.object({ scopes: z.string() }),
  app_proxy: z.object({ url: z.string(), prefix: z.string(), subpath: z.string() }).optional(),
  webhooks: z
    .object({ api_version: z.string(), subscriptions: z.array(subscription).default([]) })
    .optional(),
});

const prefixes = ["apps", "a", "community", "tools"];

export type Identity = { origin: string; clientId: string; clientSecret: string };

export function readRegistration(tomlText: string, identity: Identity): AppRegistration {
  const read = configuration.safeParse(parse(tomlText));
  if (!read.success) throw new Error(`shopify.app.toml: ${z.prettifyError(read.error)}`);
  const { name, handle, application_url, access_scopes, app_proxy, webhooks } = read.data;
  if (app_proxy && !prefixes.includes(app_proxy.prefix)) {
    throw new Error(`shopify.app.toml: app_proxy.prefix is one of ${prefixes.join(", ")}`);
  }
  return {
    ...identity,
    origin: identity.origin.replace(/\/$/, ""),
    handle: handle ?? slug(name),
    scopes: splitScopes(access_scopes.scopes),
    proxy: {
      path: pathOf(app_proxy?.url ?? "/", application_url),
      prefix: app_proxy?.prefix ?? "apps",
      subpath: app_proxy?.subpath ?? "",
    },
    webhooks: (webhooks?.subscriptions ?? []).flatMap(({ topics = [], compliance_topics = [], uri }) =>
      [...topics, ...compliance_topics].map((topic) => ({ topic, path: pathOf(uri, application_url) })),
    ),
  };
}

export function splitScopes(scopes: string): string[] {
  return scopes
    .split(",")
    .map((scope) => scope.trim())
    .filter(Boolean);
}

/** The app runs at another origin here than the file says, so only the path of an address counts. */
function pathOf(address: string, base: string): string {
  return new URL(address, base).pathname.replace(/(.)\/$/, "$1");
}

function slug(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}
