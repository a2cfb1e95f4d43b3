import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pictureType } from "../../app/pictures.ts";
import { createDiskStorage } from "../../app/storage/disk.server.ts";
import { connectDatabase, type Database } from "../../app/db.server.ts";
import { createPictures, type Pictures } from "../../app/storage/pictures.server.ts";
import { createVault } from "../../app/vault/vault.server.ts";
import { createTestDatabase } from "../helpers/house.ts";

const shop = "one.myshopify.com";
const unreadable = /does not open|authenticat|initialization vector/;
const vault = createVault([{ id: "k1", bytes: randomBytes(32) }]);
let folder = "";
let photo: Buffer;
let db: Database;
let drop = async () => {};
let now = () => new Date();

beforeAll(async () => {
  const database = await createTestDatabase();
  drop = database.drop;
  db = connectDatabase(database.address, { poolSize: 2 });
  folder = await mkdtemp(join(tmpdir(), "pictures-"));
  photo = await sharp({ create: { width: 300, height: 400, channels: 3, background: "#c08060" } })
    .withExif({ IFD0: { Artist: "a name that nobody may read" } })
    .jpeg()
    .toBuffer();
});
afterAll(async () => {
  await db.$disconnect();
  await drop();
  await rm(folder, { recursive: true });
});

function parts() {
  const storage = createDiskStorage(folder);
  return { storage, pictures: createPictures({ db, storage, vault, now: () => now() }) };
}

/** The picture's row as the database gives it back. */
async function sealed(pictures: Pictures) {
  const row = await db.picture.findUniqueOrThrow({
    where: { id: await pictures.seal(shop, "photo", photo) },
  });
  return { ...row, key: row.key ?? "" };
}

async function bytesAtRest(id: string): Promise<Buffer> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const file = found.find((entry) => entry.name === id);
  if (!file) throw new Error(`no file is named ${id}`);
  return readFile(join(file.parentPath, file.name));
}

describe("a picture at rest", () => {
  it("opens again", async () => {
    const { pictures } = parts();
    const row = await sealed(pictures);
    expect((await pictures.open(row))?.equals(photo)).toBe(true);
  });

  it("holds nothing that can be recognised, nor its own key", async () => {
    const { id, key } = await sealed(parts().pictures);
    const rest = await bytesAtRest(id);
    expect(pictureType(rest)).toBeUndefined();
    const found = piecesOf(photo).filter((piece) => rest.includes(piece));
    expect(found).toStrictEqual([]);
    const opened = vault.open(key, { shop, field: "picture.key" });
    expect(rest.includes(opened) || rest.includes(Buffer.from(opened, "base64"))).toBe(false);
  });

  it("keeps its key out of its row as well", async () => {
    const { key } = await sealed(parts().pictures);
    expect(key).not.toContain(vault.open(key, { shop, field: "picture.key" }));
  });

  it("has an id, a key and bytes of its own each time", async () => {
    const { pictures } = parts();
    const one = await sealed(pictures);
    const other = await sealed(pictures);
    const opened = [one, other].map(({ key }) => vault.open(key, { shop, field: "picture.key" }));
    expect(opened[0]).not.toBe(opened[1]);
    const [first, second] = [await bytesAtRest(one.id), await bytesAtRest(other.id)];
    expect(piecesOf(first).filter((piece) => second.includes(piece))).toStrictEqual([]);
  });
});

describe("a picture does not open", () => {
  it("with another picture's id or another picture's key", async () => {
    const { pictures } = parts();
    const one = await sealed(pictures);
    const other = await sealed(pictures);
    await expect(pictures.open({ ...one, id: other.id })).rejects.toThrow(unreadable);
    await expect(pictures.open({ ...one, key: other.key })).rejects.toThrow(unreadable);
  });

  it("when its bytes were copied under another picture's name, key and all", async () => {
    const { pictures, storage } = parts();
    const one = await sealed(pictures);
    const other = await sealed(pictures);
    await storage.put(other.id, await bytesAtRest(one.id));
    await expect(pictures.open({ ...other, key: one.key })).rejects.toThrow(unreadable);
  });

  it("as another shop's", async () => {
    const { pictures } = parts();
    const row = await sealed(pictures);
    await expect(pictures.open({ ...row, shopDomain: "two.myshopify.com" })).rejects.toThrow(
      'picture.key does not open with the key "k1"',
    );
  });

  it("with a vault of other keys", async () => {
    const { pictures, storage } = parts();
    const row = await sealed(pictures);
    const stranger = createPictures({
      db,
      storage,
      vault: createVault([{ id: "k1", bytes: randomBytes(32) }]),
      now,
    });
    await expect(stranger.open(row)).rejects.toThrow("picture.key does not open");
  });

  it.each([
    ["an altered byte", (bytes: Buffer) => bytes.fill((bytes[500] ?? 0) ^ 1, 500, 501)],
    ["a byte less", (bytes: Buffer) => bytes.subarray(0, -1)],
    ["half its bytes", (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
    ["five bytes", (bytes: Buffer) => bytes.subarray(0, 5)],
    ["no bytes", () => Buffer.alloc(0)],
  ])("with %s", async (_name, damage) => {
    const { pictures, storage } = parts();
    const row = await sealed(pictures);
    await storage.put(row.id, damage(await bytesAtRest(row.id)));
    await expect(pictures.open(row)).rejects.toThrow(unreadable);
  });
});

describe("a picture is not there any more", () => {
  it("once its key is dropped, although its bytes are", async () => {
    const { pictures } = parts();
    const row = await sealed(pictures);
    expect(await pictures.open({ ...row, key: null })).toBeUndefined();
    expect((await bytesAtRest(row.id)).length).toBeGreaterThan(0);
  });

  it("once its time is over, although nobody has deleted it", async () => {
    const { pictures } = parts();
    const row = await sealed(pictures);
    now = () => row.expiresAt;
    expect(await pictures.open(row)).toBeUndefined();
    now = () => new Date();
    expect((await pictures.open(row))?.equals(photo)).toBe(true);
  });

  it("once its bytes are deleted", async () => {
    const { pictures, storage } = parts();
    const row = await sealed(pictures);
    await storage.delete(row.id);
    expect(await pictures.open(row)).toBeUndefined();
  });
});

it("a picture's row is there before its bytes are, so that nothing is stored that nothing leads to", async () => {
  const { storage } = parts();
  const full = { ...storage, put: async () => Promise.reject(new Error("the disk is full")) };
  const pictures = createPictures({ db, storage: full, vault, now });
  const before = await db.picture.count();
  await expect(pictures.seal(shop, "photo", photo)).rejects.toThrow("the disk is full");
  expect(await db.picture.count()).toBe(before + 1);
});

/** Each run of eight bytes, except those of a single repeated byte, which mean nothing. */
function piecesOf(bytes: Buffer): Buffer[] {
  const starts = Array.from({ length: bytes.length - 7 }, (_none, start) => start);
  return starts.map((start) => bytes.subarray(start, start + 8)).filter((piece) => new Set(piece).size > 1);
}
