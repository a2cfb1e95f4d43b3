import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pictureType } from "../../app/pictures.ts";
import { createDiskStorage } from "../../app/storage/disk.server.ts";
import { createPictures, type SealedPicture } from "../../app/storage/pictures.server.ts";
import { createVault } from "../../app/vault/vault.server.ts";

const shop = "one.myshopify.com";
const unreadable = /does not open|authenticat|initialization vector/;
const vault = createVault([{ id: "k1", bytes: randomBytes(32) }]);
let folder = "";
let photo: Buffer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "pictures-"));
  photo = await sharp({ create: { width: 300, height: 400, channels: 3, background: "#c08060" } })
    .withExif({ IFD0: { Artist: "a name that nobody may read" } })
    .jpeg()
    .toBuffer();
});
afterAll(() => rm(folder, { recursive: true }));

function parts() {
  const storage = createDiskStorage(folder);
  return { storage, pictures: createPictures({ storage, vault }) };
}

/** As the database gives it back: what `seal` answered, and the shop. */
function rowOf(sealed: SealedPicture, shopDomain = shop) {
  return { ...sealed, shopDomain };
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
    const sealed = await pictures.seal(shop, photo);
    expect((await pictures.open(rowOf(sealed)))?.equals(photo)).toBe(true);
  });

  it("holds nothing that can be recognised, nor its own key", async () => {
    const { id, key } = await parts().pictures.seal(shop, photo);
    const rest = await bytesAtRest(id);
    expect(pictureType(rest)).toBeUndefined();
    const found = piecesOf(photo).filter((piece) => rest.includes(piece));
    expect(found).toStrictEqual([]);
    const opened = vault.open(key, { shop, field: "picture.key" });
    expect(rest.includes(opened) || rest.includes(Buffer.from(opened, "base64"))).toBe(false);
  });

  it("keeps its key out of its row as well", async () => {
    const { key } = await parts().pictures.seal(shop, photo);
    expect(key).not.toContain(vault.open(key, { shop, field: "picture.key" }));
  });

  it("has an id, a key and bytes of its own each time", async () => {
    const { pictures } = parts();
    const one = await pictures.seal(shop, photo);
    const other = await pictures.seal(shop, photo);
    const opened = [one, other].map(({ key }) => vault.open(key, { shop, field: "picture.key" }));
    expect(opened[0]).not.toBe(opened[1]);
    const [first, second] = [await bytesAtRest(one.id), await bytesAtRest(other.id)];
    expect(piecesOf(first).filter((piece) => second.includes(piece))).toStrictEqual([]);
  });
});

describe("a picture does not open", () => {
  it("with another picture's id or another picture's key", async () => {
    const { pictures } = parts();
    const one = await pictures.seal(shop, photo);
    const other = await pictures.seal(shop, photo);
    await expect(pictures.open({ ...rowOf(one), id: other.id })).rejects.toThrow(unreadable);
    await expect(pictures.open({ ...rowOf(one), key: other.key })).rejects.toThrow(unreadable);
  });

  it("when its bytes were copied under another picture's name, key and all", async () => {
    const { pictures, storage } = parts();
    const one = await pictures.seal(shop, photo);
    const other = await pictures.seal(shop, photo);
    await storage.put(other.id, await bytesAtRest(one.id));
    await expect(pictures.open({ ...rowOf(other), key: one.key })).rejects.toThrow(unreadable);
  });

  it("as another shop's", async () => {
    const { pictures } = parts();
    const sealed = await pictures.seal(shop, photo);
    await expect(pictures.open(rowOf(sealed, "two.myshopify.com"))).rejects.toThrow(
      'picture.key does not open with the key "k1"',
    );
  });

  it("with a vault of other keys", async () => {
    const { pictures, storage } = parts();
    const sealed = await pictures.seal(shop, photo);
    const stranger = createPictures({ storage, vault: createVault([{ id: "k1", bytes: randomBytes(32) }]) });
    await expect(stranger.open(rowOf(sealed))).rejects.toThrow("picture.key does not open");
  });

  it.each([
    ["an altered byte", (bytes: Buffer) => bytes.fill((bytes[500] ?? 0) ^ 1, 500, 501)],
    ["a byte less", (bytes: Buffer) => bytes.subarray(0, -1)],
    ["half its bytes", (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
    ["five bytes", (bytes: Buffer) => bytes.subarray(0, 5)],
    ["no bytes", () => Buffer.alloc(0)],
  ])("with %s", async (_name, damage) => {
    const { pictures, storage } = parts();
    const sealed = await pictures.seal(shop, photo);
    await storage.put(sealed.id, damage(await bytesAtRest(sealed.id)));
    await expect(pictures.open(rowOf(sealed))).rejects.toThrow(unreadable);
  });
});

it("a removed picture is undefined, however often it is removed", async () => {
  const { pictures } = parts();
  const sealed = await pictures.seal(shop, photo);
  await pictures.remove(sealed.id);
  await pictures.remove(sealed.id);
  expect(await pictures.open(rowOf(sealed))).toBeUndefined();
  await expect(bytesAtRest(sealed.id)).rejects.toThrow("no file");
});

/** Each run of eight bytes, except those of a single repeated byte, which mean nothing. */
function piecesOf(bytes: Buffer): Buffer[] {
  const starts = Array.from({ length: bytes.length - 7 }, (_none, start) => start);
  return starts.map((start) => bytes.subarray(start, start + 8)).filter((piece) => new Set(piece).size > 1);
}
