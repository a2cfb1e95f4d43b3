/** Pictures of try-ons on a real disk and in a real database, with a clock that the test sets, and what deletes them. */
import { randomBytes, randomUUID } from "node:crypto";
import { mkdir, mkdtemp, readdir, rm, rmdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connectDatabase } from "../../app/db.server.ts";
import { createDiskStorage } from "../../app/storage/disk.server.ts";
import { createForget } from "../../app/storage/forget.server.ts";
import { createPictures } from "../../app/storage/pictures.server.ts";
import type { Storage } from "../../app/storage/storage.ts";
import { createVault } from "../../app/vault/vault.server.ts";
import { createTestDatabase } from "../helpers/house.ts";

export const shop = "one.myshopify.com";
export const start = Date.UTC(2026, 10, 20, 12);
export const hour = 3_600_000;

export type KeptPictures = Awaited<ReturnType<typeof startKeptPictures>>;

export async function startKeptPictures() {
  const database = await createTestDatabase();
  const db = connectDatabase(database.address, { poolSize: 8 });
  const folder = await mkdtemp(join(tmpdir(), "kept-pictures-"));
  const vault = createVault([{ id: "k1", bytes: randomBytes(32) }]);
  const disk = createDiskStorage(folder);
  const clock = { at: start };
  const now = () => new Date(clock.at);
  await db.shop.create({ data: { domain: shop, installedAt: now() } });

  const partsAt = (storage: Storage) => ({
    storage,
    pictures: createPictures({ db, storage, vault, now }),
    forget: createForget({ db, storage, now }),
  });

  return {
    db,
    clock,
    disk,
    ...partsAt(disk),
    /** The same, with another storage behind it. */
    partsAt,
    /** As another process would do it: its own connection to the database, its own clock. */
    async another(when = now) {
      const own = connectDatabase(database.address, { poolSize: 4 });
      return { forget: createForget({ db: own, storage: disk, now: when }), close: () => own.$disconnect() };
    },

    async addTryOn(): Promise<string> {
      const id = randomUUID();
      const ends = { takeBy: now(), overBy: now() };
      const what = {
        provider: "kling",
        model: "kolors-virtual-try-on-v1",
        productId: 1n,
        productTitle: "Shirt",
      };
      const whose = { id, shopDomain: shop, visitorHash: "hash", day: "2026-11-20" };
      await db.tryOn.create({ data: { ...whose, ...what, ...ends, garments: [] } });
      return id;
    },
    /** A result of that try-on, kept for so long. */
    async keep(tryOnId: string, picture: Buffer, keptMs = 24 * hour, { pictures } = partsAt(disk)) {
      const id = await pictures.seal(shop, "result", picture);
      await db.$transaction((transaction) => pictures.attach(transaction, id, tryOnId, keptMs));
      return id;
    },
    /** The picture as whoever has its address gets it. */
    async read(id: string): Promise<Buffer | undefined> {
      const row = await db.picture.findUnique({ where: { id } });
      return row ? partsAt(disk).pictures.open(row) : undefined;
    },
    receipts: () => db.receipt.findMany({ orderBy: { at: "asc" } }),
    async files(): Promise<string[]> {
      const found = await readdir(folder, { recursive: true, withFileTypes: true });
      return found.filter((entry) => entry.isFile()).map(({ name }) => name);
    },
    /** Puts a folder in the place of the bytes, which the disk then refuses to delete; answers what mends it. */
    async jam(id: string): Promise<() => Promise<void>> {
      const path = join(folder, id.slice(0, 2), id);
      await rm(path, { force: true });
      await mkdir(path, { recursive: true });
      return () => rmdir(path);
    },
    async close(): Promise<void> {
      await db.$disconnect();
      await database.drop();
      await rm(folder, { recursive: true });
    },
  };
}
