import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { environmentSchema, readEnvironment } from "../app/env.server.ts";

const root = fileURLToPath(new URL("../", import.meta.url));
const bytes = randomBytes(32);
const whole = {
  SHOPIFY_API_KEY: "client-id",
  SHOPIFY_API_SECRET: "client-secret",
  SHOPIFY_APP_URL: "https://fitting-room.example",
  SCOPES: "read_products,write_app_proxy",
  VAULT_KEYS: `k1:${bytes.toString("base64")}`,
};

function mistakesOf(source: Record<string, string>): string {
  try {
    readEnvironment(source);
  } catch (error) {
    return String(error);
  }
  throw new Error("nothing was refused");
}

describe("the environment", () => {
  it("needs five keys and has defaults for the others", () => {
    expect(readEnvironment(whole)).toStrictEqual({
      NODE_ENV: "production",
      SHOPIFY_API_KEY: "client-id",
      SHOPIFY_API_SECRET: "client-secret",
      SHOPIFY_APP_URL: "https://fitting-room.example",
      SCOPES: ["read_products", "write_app_proxy"],
      VAULT_KEYS: [{ id: "k1", bytes }],
      STORAGE_URL: { kind: "disk", folder: ".data/media" },
      ROLE: "all",
      HOST: "0.0.0.0",
      PORT: 3000,
      LOG_LEVEL: "info",
      TRUSTED_ORIGINS: [],
    });
  });

  it("takes a key that is left empty for one that is not there", () => {
    const empty = Object.fromEntries(Object.keys(environmentSchema.shape).map((key) => [key, ""]));
    expect(readEnvironment({ ...empty, ...whole })).toStrictEqual(readEnvironment(whole));
    expect(mistakesOf({ ...whole, SHOPIFY_API_SECRET: "" })).toContain("SHOPIFY_API_SECRET");
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
    ["STORAGE_URL", "s3://bucket"],
    ["STORAGE_URL", "/var/lib/media"],
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

  it("refuses a storage without a folder", () => {
    expect(mistakesOf({ ...whole, STORAGE_URL: "file:" })).toContain("\n  STORAGE_URL: expected file:FOLDER");
  });

  it("lists every mistake at once", () => {
    const told = mistakesOf({ DATABASE_URL: "none", PORT: "none", ROLE: "none", VAULT_KEYS: "none" });
    const named = [...told.matchAll(/^ {2}([A-Z_]+): \S/gm)].map((match) => match[1]);
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

describe("the key ring", () => {
  const [first, second] = [randomBytes(32), randomBytes(32)];
  const [one, two] = [first.toString("base64"), second.toString("base64")];
  const short = first.subarray(1).toString("base64");
  const long = Buffer.concat([first, Buffer.alloc(1)]).toString("base64");

  it.each([
    ["one key", `k1:${one}`, [{ id: "k1", bytes: first }]],
    [
      "two, in their order",
      `b:${two},a:${one}`,
      [
        { id: "b", bytes: second },
        { id: "a", bytes: first },
      ],
    ],
    [
      "spaces between",
      ` b:${two} , a:${one} `,
      [
        { id: "b", bytes: second },
        { id: "a", bytes: first },
      ],
    ],
    ["an id of all letters allowed", `2026-01_Key:${one}`, [{ id: "2026-01_Key", bytes: first }]],
    ["base64 of the address kind", `k1:${first.toString("base64url")}`, [{ id: "k1", bytes: first }]],
  ])("is read with %s", (_name, given, keys) => {
    expect(readEnvironment({ ...whole, VAULT_KEYS: given }).VAULT_KEYS).toStrictEqual(keys);
  });

  it.each([
    ["no id", one],
    ["an empty id", `:${one}`],
    ["id and key the wrong way round", `${one}:k1`],
    ["a key of 31 bytes", `k1:${short}`],
    ["a key of 33 bytes", `k1:${long}`],
    ["an id without a key", "k1:"],
    ["a comma at the end", `k1:${one},`],
    ["an id with a dot", `k.1:${one}`],
    ["an id that is too long", `${"k".repeat(33)}:${one}`],
    ["an id twice", `k1:${one},k1:${two}`],
    ["a good entry before a bad one", `k1:${one},k2:${short}`],
  ])("is refused with %s, and no key is repeated", (_name, given) => {
    const told = mistakesOf({ ...whole, VAULT_KEYS: given });
    expect(told).toContain("\n  VAULT_KEYS: ");
    for (const secret of [one, two, short, long]) expect(told).not.toContain(secret.slice(0, 20));
  });
});

describe(".env.example", () => {
  const blocks = readFileSync(`${root}.env.example`, "utf8")
    .trim()
    .split(/\n{2,}/);
  const lines = blocks.flatMap((block) => block.split("\n"));
  const given = lines.flatMap((line) => {
    const [, key = "", value = ""] = /^([A-Z_]+)=(.*)$/.exec(line) ?? [];
    return key ? [{ key, value }] : [];
  });

  it("has each key of the schema once, and no other", () => {
    const keys = given.map(({ key }) => key);
    expect(keys.sort()).toStrictEqual(Object.keys(environmentSchema.shape).sort());
  });

  it("says above each key, or above the keys that belong together, what it is for", () => {
    for (const block of blocks) expect(block).toMatch(/^# \S.{10}/);
    expect(lines.filter((line) => !/^#|^[A-Z_]+=/.test(line))).toStrictEqual([]);
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
