import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { parse } from "@iarna/toml";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { apiVersion } from "../app/shopify.server.ts";

const toml = await readFile("shopify.app.toml", "utf8");
const subscription = z.object({
  topics: z.array(z.string()).default([]),
  compliance_topics: z.array(z.string()).default([]),
  uri: z.string(),
});
const configuration = z
  .object({
    embedded: z.boolean(),
    access_scopes: z.object({ scopes: z.string(), use_legacy_install_flow: z.boolean() }),
    app_proxy: z.object({ url: z.string(), prefix: z.string(), subpath: z.string() }),
    webhooks: z.object({ api_version: z.string(), subscriptions: z.array(subscription) }),
  })
  .parse(parse(toml));

describe("shopify.app.toml", () => {
  it("asks for no more than to read products and to have a proxy", () => {
    expect(configuration.access_scopes).toEqual({
      scopes: "read_products,write_app_proxy",
      use_legacy_install_flow: false,
    });
  });

  it("speaks the same API version as the library is set up with", () => {
    expect(configuration.webhooks.api_version).toBe(apiVersion);
  });

  it("subscribes to the three compliance topics and to leaving", () => {
    const { subscriptions } = configuration.webhooks;
    expect(subscriptions.flatMap((one) => one.compliance_topics).toSorted()).toEqual([
      "customers/data_request",
      "customers/redact",
      "shop/redact",
    ]);
    expect(subscriptions.flatMap((one) => one.topics)).toContain("app/uninstalled");
  });

  it("says over each subscription which files handle it, and each of those is there", () => {
    const comments = [...toml.matchAll(/^# Handled by: (.+)\n\[\[webhooks\.subscriptions\]\]$/gm)];
    expect(comments).toHaveLength(configuration.webhooks.subscriptions.length);
    for (const [, files = ""] of comments)
      for (const file of files.split(/, then /)) expect(existsSync(file.trim()), file).toBe(true);
  });

  it("leads shoppers and webhooks to addresses that the app has", async () => {
    const routes = await readFile("app/routes.ts", "utf8");
    expect(routes).toContain(`route("${configuration.app_proxy.url.slice(1)}/try-ons"`);
    for (const { uri } of configuration.webhooks.subscriptions)
      expect(routes).toContain(`route("${uri.slice(1)}"`);
  });
});
