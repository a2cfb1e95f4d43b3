import { randomBytes, randomUUID } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readEnvironment } from "../../app/env.server.ts";
import { chooseStorage } from "../../app/storage/choose-storage.server.ts";
import { createS3Storage } from "../../app/storage/s3.server.ts";
import { bucket, credentials, startS3 } from "./s3-server.ts";

let folder = "";
let s3: Awaited<ReturnType<typeof startS3>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "chosen-"));
  s3 = await startS3();
});
afterAll(async () => {
  await s3.close();
  await rm(folder, { recursive: true });
});

const needed = {
  SHOPIFY_API_KEY: "client-id",
  SHOPIFY_API_SECRET: "client-secret",
  SHOPIFY_APP_URL: "https://fitting-room.example",
  SCOPES: "read_products",
  VAULT_KEYS: `k1:${randomBytes(32).toString("base64")}`,
};

function chosen(STORAGE_URL: string, keys: Record<string, string> = {}) {
  return chooseStorage(readEnvironment({ ...needed, STORAGE_URL, ...keys }));
}

it("a folder is asked for, and the bytes lie in it", async () => {
  const name = randomUUID();
  await chosen(`file:${folder}`).put(name, Buffer.from("bytes"));
  expect(await readdir(folder, { recursive: true })).toContain(join(name.slice(0, 2), name));
});

it("a bucket's folder is asked for, and the bytes lie in it", async () => {
  const [name, keys] = [
    randomUUID(),
    { S3_ACCESS_KEY_ID: credentials.accessKeyId, S3_SECRET_ACCESS_KEY: credentials.secretAccessKey },
  ];
  await chosen(`s3://${bucket}?endpoint=${s3.endpoint}&prefix=photos`, keys).put(name, Buffer.from("bytes"));
  const direct = createS3Storage({ ...s3.options, prefix: "photos/" });
  expect(await direct.get(name)).toStrictEqual(Buffer.from("bytes"));
});

it("the bucket is asked with the credentials that the environment gives", async () => {
  const keys = { S3_ACCESS_KEY_ID: "A-STRANGERS-KEY", S3_SECRET_ACCESS_KEY: "S3RVER" };
  const storage = chosen(`s3://${bucket}?endpoint=${s3.endpoint}`, keys);
  await expect(storage.get(randomUUID())).rejects.toThrow("the credentials were refused");
});
