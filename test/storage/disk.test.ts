import { randomUUID } from "node:crypto";
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createDiskStorage } from "../../app/storage/disk.server.ts";
import { storageContract } from "./contract.ts";

describe("the storage on disk", () => {
  storageContract(async () => {
    const folder = await mkdtemp(join(tmpdir(), "storage-"));
    return { storage: createDiskStorage(folder), close: () => rm(folder, { recursive: true }) };
  });
});

describe("the folder of the storage on disk", () => {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "storage-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function files(): Promise<string[]> {
    const found = await readdir(folder, { recursive: true, withFileTypes: true });
    return found.filter((entry) => entry.isFile()).map((entry) => entry.name);
  }

  it("is made at the first put, with all above it", async () => {
    const name = randomUUID();
    const storage = createDiskStorage(join(folder, "not", "yet"));
    expect(await storage.get(name)).toBeUndefined();
    await storage.put(name, Buffer.from("bytes"));
    expect(await storage.get(name)).toStrictEqual(Buffer.from("bytes"));
  });

  it("holds nothing but the names that were put, and none after their delete", async () => {
    const storage = createDiskStorage(folder);
    const names = [randomUUID(), randomUUID()];
    for (const name of names) await storage.put(name, Buffer.from(name));
    expect((await files()).sort()).toStrictEqual(names.sort());
    for (const name of names) await storage.delete(name);
    expect(await files()).toStrictEqual([]);
  });

  it("holds nothing of a put that was killed once its name is deleted", async () => {
    const name = randomUUID();
    await mkdir(join(folder, name.slice(0, 2)));
    await writeFile(join(folder, name.slice(0, 2), `${name}.part`), "half of the by");
    await createDiskStorage(folder).delete(name);
    expect(await files()).toStrictEqual([]);
  });

  it("keeps what it held for a storage that is made later", async () => {
    const name = randomUUID();
    await createDiskStorage(folder).put(name, Buffer.from("bytes"));
    expect(await createDiskStorage(folder).get(name)).toStrictEqual(Buffer.from("bytes"));
  });

  it("says so when it is a file, and that file stays as it is", async () => {
    const path = join(folder, "media");
    await writeFile(path, "a file");
    const storage = createDiskStorage(path);
    await expect(storage.put(randomUUID(), Buffer.from("bytes"))).rejects.toThrow(/EEXIST|ENOTDIR/);
    await expect(storage.get(randomUUID())).rejects.toThrow("ENOTDIR");
    expect((await stat(path)).size).toBe(6);
    expect(await files()).toStrictEqual(["media"]);
  });

  it("holds no half file after a put that failed at its last step", async () => {
    const name = randomUUID();
    // A folder where the file belongs: everything goes well until the file is to take its name.
    await mkdir(join(folder, name.slice(0, 2), name, "occupied"), { recursive: true });
    await expect(createDiskStorage(folder).put(name, Buffer.from("bytes"))).rejects.toThrow(
      /EISDIR|ENOTEMPTY|EEXIST/,
    );
    expect(await files()).toStrictEqual([]);
  });
});
