import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { createS3Storage, type S3Options } from "../../app/storage/s3.server.ts";
import { storageContract } from "./contract.ts";
import { bucket, credentials, startS3 } from "./s3-server.ts";

/** Nothing here is about time: a busy machine may take long. */
const patient = { connectMs: 50_000, answerMs: 50_000, wholeMs: 50_000 };

let s3: Awaited<ReturnType<typeof startS3>>;
beforeAll(async () => {
  s3 = await startS3();
});
afterAll(() => s3.close());

function storageWith(options: Partial<S3Options> = {}) {
  return createS3Storage({ ...s3.options, limits: patient, ...options });
}

describe("the storage in a bucket", () => {
  storageContract(async () => ({ storage: storageWith(), close: async () => {} }));

  it("keeps what it held for a storage that is made later", async () => {
    const name = randomUUID();
    await storageWith().put(name, Buffer.from("bytes"));
    expect(await storageWith().get(name)).toStrictEqual(Buffer.from("bytes"));
  });
});

describe("a folder of the storage in a bucket", () => {
  storageContract(async () => ({ storage: storageWith({ prefix: "shop/photos/" }), close: async () => {} }));

  it("sees nothing of another one, and nothing of the bucket around it", async () => {
    const name = randomUUID();
    const [inner, outer, other] = ["photos/", "", "results/"].map((prefix) => storageWith({ prefix }));
    await inner?.put(name, Buffer.from("inner"));
    expect(await outer?.get(name)).toBeUndefined();
    await outer?.put(name, Buffer.from("outer"));
    await other?.delete(name);
    expect(await inner?.get(name)).toStrictEqual(Buffer.from("inner"));
    expect(await outer?.get(name)).toStrictEqual(Buffer.from("outer"));
  });
});

describe("each call says which bucket and why, and not which picture", () => {
  it.each([
    ["is not there", { bucket: "no-such-bucket" }, "there is no such bucket"],
    [
      "does not know the key",
      { credentials: { ...credentials, accessKeyId: "A-STRANGERS-KEY" } },
      "the credentials were refused",
    ],
  ])("when the bucket %s", async (_name, options, why) => {
    const storage = storageWith(options);
    const about = "bucket" in options ? options.bucket : bucket;
    const acts = {
      "storing in": () => storage.put(randomUUID(), Buffer.from("bytes")),
      "reading from": () => storage.get(randomUUID()),
      "deleting from": () => storage.delete(randomUUID()),
    };
    for (const [what, act] of Object.entries(acts)) {
      const error: unknown = await act().catch((thrown: unknown) => thrown);
      expect(error).toStrictEqual(new Error(`${what} the bucket "${about}" failed: ${why}`));
    }
  });
});

describe("without credentials of its own", () => {
  afterEach(() => void vi.unstubAllEnvs());

  function surroundings(given: Record<string, string>): void {
    const variables = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_PROFILE"];
    for (const name of variables) vi.stubEnv(name, given[name]);
    const nowhere = join(import.meta.dirname, "no-such-file");
    for (const name of ["AWS_SHARED_CREDENTIALS_FILE", "AWS_CONFIG_FILE"]) vi.stubEnv(name, nowhere);
    vi.stubEnv("AWS_EC2_METADATA_DISABLED", "true");
  }

  it("the storage uses those that the official client finds", async () => {
    surroundings({ AWS_ACCESS_KEY_ID: "S3RVER", AWS_SECRET_ACCESS_KEY: "S3RVER" });
    const [storage, name] = [storageWith({ credentials: undefined }), randomUUID()];
    await storage.put(name, Buffer.from("bytes"));
    expect(await storage.get(name)).toStrictEqual(Buffer.from("bytes"));
  });

  it("the storage says that there are none", async () => {
    surroundings({});
    const storage = storageWith({ credentials: undefined });
    await expect(storage.get(randomUUID())).rejects.toThrow("failed: no credentials were found");
  });
});
