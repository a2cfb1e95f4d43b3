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

describe("the storage", () => {
  const storage = (value: string) => readEnvironment({ ...whole, STORAGE_URL: value }).STORAGE_URL;
  const inRegion = {
    kind: "s3",
    bucket: "my-bucket",
    region: "eu-central-1",
    endpoint: undefined,
    prefix: "",
  };
  const atHost = { ...inRegion, region: "us-east-1", endpoint: "https://s3.example" };

  it.each([
    ["a bucket and its region", "s3://my-bucket?region=eu-central-1", inRegion],
    ["a slash behind the bucket", "s3://my-bucket/?region=eu-central-1", inRegion],
    ["an endpoint alone", "s3://my-bucket?endpoint=https://s3.example/", atHost],
    [
      "an endpoint in a region",
      "s3://my-bucket?region=auto&endpoint=https%3A%2F%2Fs3.example",
      { ...atHost, region: "auto" },
    ],
    [
      "an endpoint with port and path",
      "s3://my-bucket?endpoint=http://127.0.0.1:9000/s3/",
      { ...atHost, endpoint: "http://127.0.0.1:9000/s3" },
    ],
    ["a folder", "s3://my-bucket?region=eu-central-1&prefix=photos", { ...inRegion, prefix: "photos/" }],
    [
      "folders",
      "s3://my-bucket?region=eu-central-1&prefix=shop.example/photos_1/",
      { ...inRegion, prefix: "shop.example/photos_1/" },
    ],
    ["a dot in its name", "s3://my.bucket?region=eu-central-1", { ...inRegion, bucket: "my.bucket" }],
  ])("is read with %s", (_name, given, read) => {
    expect(storage(given)).toStrictEqual(read);
  });

  const region = "region=eu-central-1";
  it.each([
    ["no folder", "file:", "expected file:FOLDER"],
    ["no bucket", `s3://?${region}`, "the bucket's name"],
    ["a name that is too short", `s3://ab?${region}`, "the bucket's name"],
    ["capitals in the name", `s3://Hidden?${region}`, "the bucket's name"],
    ["a port", `s3://hidden:9000?${region}`, "the bucket's name"],
    ["a folder behind the bucket", `s3://bucket/hidden?${region}`, "behind the bucket comes ?region=…"],
    ["a fragment", `s3://bucket?${region}#hidden`, "behind the bucket comes ?region=…"],
    ["credentials", `s3://hidden:hidden@bucket?${region}`, "credentials belong in S3_ACCESS_KEY_ID"],
    ["an unknown part", `s3://bucket?${region}&hidden=1`, "region, endpoint and prefix, and nothing else"],
    ["a part twice", `s3://bucket?${region}&region=hidden`, "may stand there once"],
    ["no region and no endpoint", "s3://bucket", "the region is needed"],
    ["an empty region", "s3://bucket?region=", "the region has"],
    ["a strange region", "s3://bucket?region=hidden.example/", "the region has"],
    ["an endpoint without https://", "s3://bucket?endpoint=hidden.example", "the endpoint is"],
    ["an endpoint of another kind", "s3://bucket?endpoint=ftp://hidden.example", "the endpoint is"],
    ["credentials in the endpoint", "s3://bucket?endpoint=https://a:hidden@s3.example", "the endpoint is"],
    ["a query in the endpoint", "s3://bucket?endpoint=https://s3.example%3Fhidden", "the endpoint is"],
    ["an empty endpoint", `s3://bucket?${region}&endpoint=`, "the endpoint is"],
    ["an empty prefix", `s3://bucket?${region}&prefix=`, "the prefix is"],
    ["a prefix that begins at the top", `s3://bucket?${region}&prefix=/hidden`, "the prefix is"],
    ["a prefix that leads upwards", `s3://bucket?${region}&prefix=hidden/../other`, "the prefix is"],
    ["a prefix with a space", `s3://bucket?${region}&prefix=hidden%20folder`, "the prefix is"],
  ])("is refused with %s, in one sentence that repeats nothing", (_name, given, sentence) => {
    const [, ...told] = mistakesOf({ ...whole, STORAGE_URL: given }).split("\n");
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/^ {2}STORAGE_URL: /);
    expect(told[0]).toContain(sentence);
    expect(told[0]?.toLowerCase()).not.toContain("hidden");
  });

  it("is told all its mistakes at once", () => {
    const told = mistakesOf({ ...whole, STORAGE_URL: "s3://B/folder?region=A&endpoint=none&prefix=.." });
    expect(told.match(/STORAGE_URL: /g)).toHaveLength(5);
  });

  it("takes both credentials or neither, and says so together with other mistakes", () => {
    const [id, secret] = ["hidden-id", "hidden-secret"];
    const both = { ...whole, S3_ACCESS_KEY_ID: id, S3_SECRET_ACCESS_KEY: secret };
    expect(readEnvironment(both)).toMatchObject({ S3_ACCESS_KEY_ID: id, S3_SECRET_ACCESS_KEY: secret });
    for (const [key, value] of Object.entries({ S3_ACCESS_KEY_ID: id, S3_SECRET_ACCESS_KEY: secret })) {
      const told = mistakesOf({ ...whole, [key]: value, PORT: "none" });
      expect(told).toContain("\n  S3_ACCESS_KEY_ID: stands there together with S3_SECRET_ACCESS_KEY");
      expect(told).toContain("\n  PORT: ");
      expect(told).not.toContain("hidden");
    }
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
