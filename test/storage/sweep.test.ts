import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { connectDatabase, type Database } from "../../app/db.server.ts";
import { createDiskStorage } from "../../app/storage/disk.server.ts";
import { createForget } from "../../app/storage/forget.server.ts";
import { createPictures } from "../../app/storage/pictures.server.ts";
import { createVault } from "../../app/vault/vault.server.ts";
import { createTestDatabase } from "../helpers/house.ts";

let folder = "";
let db: Database;
let drop = async () => {};

beforeAll(async () => {
  const database = await createTestDatabase();
  drop = database.drop;
  db = connectDatabase(database.address, { poolSize: 2 });
  folder = await mkdtemp(join(tmpdir(), "sweep-"));
});
afterAll(async () => {
  await db.$disconnect();
  await drop();
  await rm(folder, { recursive: true });
});

it("one sweep deletes key and bytes of what nobody took, although its clock goes on meanwhile", async () => {
  const storage = createDiskStorage(folder);
  const vault = createVault([{ id: "k1", bytes: randomBytes(32) }]);
  const sealedAt = new Date();
  const pictures = createPictures({ db, storage, vault, now: () => sealedAt });
  await pictures.seal("one.myshopify.com", "photo", Buffer.from("a photo"));
  let at = sealedAt.getTime() + 3_600_000;
  const now = () => new Date((at += 5));
  await createForget({ db, storage, now }).sweep();
  expect(await db.picture.count()).toBe(0);
  const left = await readdir(folder, { recursive: true, withFileTypes: true });
  expect(left.filter((entry) => entry.isFile())).toEqual([]);
});
