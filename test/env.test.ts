import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { environmentSchema, readEnvironment } from "../app/env.server.ts";
import { keyBytes, mistakesOf, whole } from "./helpers/environment.ts";

const root = fileURLToPath(new URL("../", import.meta.url));

describe("the environment", () => {
  it("needs five keys and has defaults for the others", () => {
    expect(readEnvironment(whole)).toStrictEqual({
      NODE_ENV: "production",
      SHOPIFY_API_KEY: "client-id",
      SHOPIFY_API_SECRET: "client-secret",
      SHOPIFY_APP_URL: "https://fitting-room.example",
      SCOPES: ["read_products", "write_app_proxy"],
      VAULT_KEYS: [{ id: "k1", bytes: keyBytes }],
      STORAGE_URL: { kind: "disk", folder: ".data/media" },
      ROLE: "all",
      HOST: "0.0.0.0",
      PORT: 3000,
      PROXY_HOPS: 0,
      LOG_LEVEL: "info",
      TRUSTED_ORIGINS: [],
    });
  });

  it("takes a key that is left empty for one that is not there", () => {
    const empty = Object.fromEntries(Object.keys(environmentSchema.shape).map((key) => [key, ""]));
    expect(readEnvironment({ ...empty, ...whole })).toStrictEqual(readEnvironment(whole));
    expect(mistakesOf({ ...whole, SHOPIFY_API_SECRET: "" })).toContain("SHOPIFY_API_SECRET: is missing");
  });

  it.each<[string, string, unknown]>([
    ["SHOPIFY_APP_URL", "https://fitting-room.example//", "https://fitting-room.example"],
    ["SCOPES", "read_products, write_app_proxy", ["read_products", "write_app_proxy"]],
    ["STORAGE_URL", "file:/var/lib/media", { kind: "disk", folder: "/var/lib/media" }],
    ["PORT", "0", 0],
    ["PORT", "65535", 65_535],
    ["TRUSTED_ORIGINS", "http://127.0.0.1:1, ,http://a.test", ["http://127.0.0.1:1", "http://a.test"]],
    ["DATABASE_URL", "postgres://user:word@host/name", "postgres://user:word@host/name"],
    ["DATABASE_URL", "postgresql://host/name?sslmode=require", "postgresql://host/name?sslmode=require"],
    ["APP_BRIDGE_URL", "http://127.0.0.1:4000/app-bridge.js", "http://127.0.0.1:4000/app-bridge.js"],
  ])("reads %s=%s", (key, value, read) => {
    expect(readEnvironment({ ...whole, [key]: value })).toHaveProperty(key, read);
  });

  it.each([
    ["NODE_ENV", "staging"],
    ["DATABASE_URL", "mysql://user:hidden@host/name"],
    ["DATABASE_URL", "/var/run/postgres"],
    ["SHOPIFY_APP_URL", "fitting-room.example"],
    ["SHOPIFY_APP_URL", "ftp://fitting-room.example"],
    ["STORAGE_URL", "/var/lib/media"],
    ["STORAGE_URL", "https://bucket.s3.amazonaws.com"],
    ["ROLE", "boss"],
    ["PORT", "65536"],
    ["PORT", "-1"],
    ["PORT", "80.5"],
    ["PORT", "http"],
    ["LOG_LEVEL", "loud"],
    ["APP_BRIDGE_URL", "javascript:alert(1)"],
  ])("refuses %s=%s by name and leaves the value out", (key, value) => {
    const told = mistakesOf({ ...whole, [key]: value });
    expect(told).toContain(`\n  ${key}: `);
    expect(told.replaceAll(key, "")).not.toContain(value);
  });

  it("lists every mistake at once", () => {
    const told = mistakesOf({ DATABASE_URL: "none", PORT: "none", ROLE: "none", VAULT_KEYS: "none" });
    const named = [...told.matchAll(/^ {2}([A-Z0-9_]+): \S/gm)].map((match) => match[1]);
    expect(named.sort()).toStrictEqual([
      "DATABASE_URL",
      "PORT",
      "ROLE",
      "SCOPES",
      "SHOPIFY_API_KEY",
      "SHOPIFY_API_SECRET",
      "SHOPIFY_APP_URL",
      "VAULT_KEYS",
    ]);
    expect(told).toContain(".env.example");
  });
});

describe(".env.example", () => {
  const blocks = readFileSync(`${root}.env.example`, "utf8")
    .trim()
    .split(/\n{2,}/);
  const lines = blocks.flatMap((block) => block.split("\n"));
  const given = lines.flatMap((line) => {
    const [, key = "", value = ""] = /^([A-Z0-9_]+)=(.*)$/.exec(line) ?? [];
    return key ? [{ key, value }] : [];
  });

  it("has each key of the schema once, and no other", () => {
    const keys = given.map(({ key }) => key);
    expect(keys.sort()).toStrictEqual(Object.keys(environmentSchema.shape).sort());
  });

  it("says above each key, or above the keys that belong together, what it is for", () => {
    for (const block of blocks) expect(block).toMatch(/^# \S.{10}/);
    expect(lines.filter((line) => !/^#|^[A-Z0-9_]+=/.test(line))).toStrictEqual([]);
  });

  it("holds no secret, and its values are the defaults", () => {
    const filled = given.filter(({ value }) => value !== "");
    const example = Object.fromEntries(filled.map(({ key, value }) => [key, value]));
    expect(Object.keys(example)).not.toContain("VAULT_KEYS");
    expect(Object.keys(example)).not.toContain("SHOPIFY_API_SECRET");
    expect(readEnvironment({ ...whole, ...example })).toStrictEqual(readEnvironment(whole));
  });
});

describe("process.env", () => {
  it("is read in one file of the app, and nowhere else", () => {
    const files = readdirSync(`${root}app`, { recursive: true, encoding: "utf8" });
    const reading = files.filter((path) => {
      if (!/\.[cm]?[jt]sx?$/.test(path)) return false;
      const text = readFileSync(`${root}app/${path}`, "utf8");
      return /process\s*\??\.\s*env\b|process\[|\benv\b[^;]*(=\s*process\b|from "(node:)?process")/.test(
        text,
      );
    });
    expect(reading).toStrictEqual(["env.server.ts"]);
  });
});
