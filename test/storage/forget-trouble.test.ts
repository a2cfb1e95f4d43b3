import { createHash, randomBytes } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createS3Storage } from "../../app/storage/s3.server.ts";
import type { Storage } from "../../app/storage/storage.ts";
import { hour, type KeptPictures, shop, start, startKeptPictures } from "./kept-pictures.ts";
import { startRelay } from "./relay.ts";
import { startS3 } from "./s3-server.ts";

let kept: KeptPictures;
beforeEach(async () => {
  kept = await startKeptPictures();
});
afterEach(() => kept.close());

const picture = Buffer.from("a picture of somebody");
const sha256 = createHash("sha256").update(picture).digest("hex");
const minutes = (count: number) => count * 60_000;

describe("a storage that refuses to delete", () => {
  it("is told of, opens the picture to nobody, keeps no other back, and is asked again later", async () => {
    const [stuck, other] = [await kept.addTryOn(), await kept.addTryOn()];
    const id = await kept.keep(stuck, picture);
    await kept.keep(other, randomBytes(20));
    const mend = await kept.jam(id);
    await expect(kept.forget.forget({ shopDomain: shop }, "shopper")).rejects.toThrow();
    expect(await kept.db.picture.findMany({ select: { id: true, key: true } })).toEqual([{ id, key: null }]);
    expect(await kept.read(id)).toBeUndefined();
    expect((await kept.receipts()).map(({ tryOnId }) => tryOnId)).toEqual([other]);
    await expect(kept.forget.sweep()).rejects.toThrow();
    await mend();
    kept.clock.at += minutes(5);
    await kept.forget.sweep();
    expect(await kept.receipts()).toMatchObject([
      { tryOnId: other },
      { tryOnId: stuck, hash: sha256, at: new Date(start + minutes(5)) },
    ]);
  });

  it("because it is out of reach opens the picture to nobody, and the sweep deletes it once it is back", async () => {
    const s3 = await startS3();
    const way = await startRelay(s3.endpoint);
    const bucket = createS3Storage({ ...s3.options, endpoint: way.origin, limits: { attempts: 1 } });
    const { forget, pictures } = kept.partsAt(bucket);
    const tryOnId = await kept.addTryOn();
    const id = await kept.keep(tryOnId, picture, hour, { storage: bucket, forget, pictures });
    const row = await kept.db.picture.findUniqueOrThrow({ where: { id } });
    expect(await pictures.open(row)).toEqual(picture);
    way.cut();
    await expect(forget.forget({ tryOnId }, "shopper")).rejects.toThrow(
      'deleting from the bucket "fitting-room"',
    );
    expect(await kept.db.picture.findUnique({ where: { id } })).toMatchObject({
      key: null,
      farewell: "shopper",
    });
    expect(await kept.receipts()).toEqual([]);
    way.mend();
    expect(await bucket.get(id)).toBeDefined();
    await forget.sweep();
    expect(await bucket.get(id)).toBeUndefined();
    expect(await kept.db.picture.count()).toBe(0);
    expect(await kept.receipts()).toMatchObject([{ tryOnId, why: "shopper", hash: sha256 }]);
    await way.close();
    await s3.close();
  });

  it("for every picture is not asked for page after page", async () => {
    await Promise.all(Array.from({ length: 401 }, () => kept.pictures.seal(shop, "photo", picture)));
    kept.clock.at += hour;
    let asked = 0;
    const away: Storage = {
      ...kept.disk,
      delete: () => {
        asked += 1;
        return Promise.reject(new Error("the bucket is away"));
      },
    };
    await expect(kept.partsAt(away).forget.sweep()).rejects.toThrow("the bucket is away");
    expect(asked).toBe(200);
    expect(await kept.db.picture.count({ where: { key: null } })).toBe(401);
    await kept.forget.sweep();
    expect(await kept.files()).toEqual([]);
  });
});
