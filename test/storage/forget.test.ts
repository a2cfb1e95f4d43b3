import { createHash, randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Storage } from "../../app/storage/storage.ts";
import { hour, type KeptPictures, shop, start, startKeptPictures } from "./kept-pictures.ts";

let kept: KeptPictures;
beforeEach(async () => {
  kept = await startKeptPictures();
});
afterEach(() => kept.close());

const picture = Buffer.from("a picture of somebody");
const sha256 = createHash("sha256").update(picture).digest("hex");
const minutes = (count: number) => count * 60_000;

/** Nothing is left of it but the one receipt. */
async function expectGone(tryOnId: string, why: string): Promise<void> {
  expect(await kept.files()).toEqual([]);
  expect(await kept.db.picture.count()).toBe(0);
  const [receipt, ...others] = await kept.receipts();
  expect(others).toEqual([]);
  expect(receipt).toMatchObject({ shopDomain: shop, tryOnId, what: "result", why, hash: sha256 });
}

describe("a picture that is forgotten", () => {
  it("leaves a receipt: what, when, why, and the SHA-256 of what is gone", async () => {
    const tryOnId = await kept.addTryOn();
    const id = await kept.keep(tryOnId, picture);
    expect(await kept.read(id)).toEqual(picture);
    kept.clock.at += minutes(3);
    await kept.forget.forget({ tryOnId }, "shopper");
    await expectGone(tryOnId, "shopper");
    expect((await kept.receipts())[0]?.at).toEqual(new Date(start + minutes(3)));
    expect(await kept.read(id)).toBeUndefined();
  });

  const crashes: [string, (id: string, tryOnId: string) => Promise<unknown>][] = [
    ["before anything was done", async () => {}],
    ["after its key was dropped", (_id, tryOnId) => kept.forget.dropKeys(kept.db, { tryOnId }, "shopper")],
    [
      "after its bytes were deleted",
      async (id, tryOnId) => {
        await kept.forget.dropKeys(kept.db, { tryOnId }, "shopper");
        await kept.disk.delete(id);
      },
    ],
    [
      "when its row was to give way to the receipt",
      async (_id, tryOnId) => {
        await kept.db.$executeRaw`alter table receipt add constraint none check (false) not valid`;
        await expect(kept.forget.forget({ tryOnId }, "shopper")).rejects.toThrow("none");
        expect(await kept.files()).toEqual([]);
        expect(await kept.db.picture.count()).toBe(1);
        await kept.db.$executeRaw`alter table receipt drop constraint none`;
      },
    ],
    ["after everything was done", (_id, tryOnId) => kept.forget.forget({ tryOnId }, "shopper")],
  ];

  it.each(crashes)("is gone after the next sweep, also if the process died %s", async (when, crash) => {
    const tryOnId = await kept.addTryOn();
    const id = await kept.keep(tryOnId, picture, hour);
    await crash(id, tryOnId);
    // What nobody has begun to delete is only deleted when its time is over.
    const begun = when !== "before anything was done";
    if (begun) expect(await kept.read(id)).toBeUndefined();
    else kept.clock.at += hour;
    await kept.forget.sweep();
    await expectGone(tryOnId, begun ? "shopper" : "expired");
    await kept.forget.sweep();
    await expectGone(tryOnId, begun ? "shopper" : "expired");
  });

  it("keeps the first reason for which it went", async () => {
    const tryOnId = await kept.addTryOn();
    await kept.keep(tryOnId, picture, hour);
    expect(await kept.forget.dropKeys(kept.db, { tryOnId }, "shopper")).toBe(1);
    expect(await kept.forget.dropKeys(kept.db, { shopDomain: shop }, "uninstalled")).toBe(0);
    kept.clock.at += 2 * hour;
    await kept.forget.sweep();
    await expectGone(tryOnId, "shopper");
  });

  it("leaves no receipt to a shop that is forgotten at the same moment", async () => {
    const tryOnId = await kept.addTryOn();
    await kept.keep(tryOnId, picture);
    const slow: Storage = {
      ...kept.disk,
      async delete(name) {
        await kept.disk.delete(name);
        await kept.db.shop.delete({ where: { domain: shop } });
        await kept.db.receipt.deleteMany({ where: { shopDomain: shop } });
      },
    };
    await kept.partsAt(slow).forget.forget({ tryOnId }, "shopper");
    expect([await kept.files(), await kept.db.picture.count(), await kept.receipts()]).toEqual([[], 0, []]);
  });
});

describe("a picture's time", () => {
  it.each([1, 24, 7 * 24])("of %i hours is over at that moment, and not before", async (hours) => {
    const tryOnId = await kept.addTryOn();
    const id = await kept.keep(tryOnId, picture, hours * hour);
    kept.clock.at = start + hours * hour - 1;
    await kept.forget.sweep();
    expect(await kept.read(id)).toEqual(picture);
    kept.clock.at = start + hours * hour;
    expect(await kept.read(id)).toBeUndefined();
    await kept.forget.sweep();
    await expectGone(tryOnId, "expired");
    expect((await kept.receipts())[0]?.at).toEqual(new Date(start + hours * hour));
  });

  it("that is over is followed at once by a single sweep, whose own clock goes on meanwhile", async () => {
    const tryOnId = await kept.addTryOn();
    await kept.keep(tryOnId, picture, hour);
    let at = start + hour;
    const worker = await kept.another(() => new Date((at += 1)));
    await worker.forget.sweep();
    await worker.close();
    await expectGone(tryOnId, "expired");
  });

  it("is over a quarter of an hour after its start or its settling was cut off, and nobody gets a receipt", async () => {
    const withBytes = await kept.pictures.seal(shop, "photo", picture);
    const full: Storage = { ...kept.disk, put: () => Promise.reject(new Error("the disk is full")) };
    await expect(kept.partsAt(full).pictures.seal(shop, "photo", picture)).rejects.toThrow("full");
    expect([await kept.files(), await kept.db.picture.count()]).toEqual([[withBytes], 2]);
    kept.clock.at += minutes(15) - 1;
    await kept.forget.sweep();
    expect(await kept.db.picture.count()).toBe(2);
    kept.clock.at += 1;
    await kept.forget.sweep();
    expect([await kept.files(), await kept.db.picture.count(), await kept.receipts()]).toEqual([[], 0, []]);
  });
});

describe("a sweep", () => {
  it("that two workers run at once deletes each picture, and writes each receipt once", async () => {
    const tryOns = await Promise.all(Array.from({ length: 30 }, () => kept.addTryOn()));
    await Promise.all(tryOns.map((tryOnId) => kept.keep(tryOnId, picture, hour)));
    kept.clock.at += hour;
    const other = await kept.another();
    await Promise.all([kept.forget.sweep(), other.forget.sweep(), kept.forget.sweep(), other.forget.sweep()]);
    await other.close();
    expect([await kept.files(), await kept.db.picture.count()]).toEqual([[], 0]);
    expect((await kept.receipts()).map(({ tryOnId }) => tryOnId).toSorted()).toEqual(tryOns.toSorted());
  });

  it("comes to the end of more pictures than it looks at at a time, also with one among them that stays", async () => {
    const all = await Promise.all(
      Array.from({ length: 450 }, () => kept.pictures.seal(shop, "photo", picture)),
    );
    const [first = ""] = all.toSorted();
    const mend = await kept.jam(first);
    kept.clock.at += hour;
    await expect(kept.forget.sweep()).rejects.toThrow();
    expect(await kept.db.picture.findMany({ select: { id: true, key: true } })).toEqual([
      { id: first, key: null },
    ]);
    expect(await kept.files()).toEqual([]);
    await mend();
    await kept.forget.sweep();
    expect(await kept.db.picture.count()).toBe(0);
  });
});

describe("a picture that no try-on took", () => {
  it("is discarded with its bytes, without a receipt", async () => {
    const id = await kept.pictures.seal(shop, "photo", picture);
    await kept.forget.discard(id);
    expect([await kept.files(), await kept.db.picture.count(), await kept.receipts()]).toEqual([[], 0, []]);
  });

  it("leaves no bytes either when its row was gone before they came", async () => {
    const late: Storage = {
      ...kept.disk,
      async put(name, bytes) {
        await kept.forget.forget({ shopDomain: shop }, "uninstalled");
        await kept.disk.put(name, bytes);
      },
    };
    const id = await kept.partsAt(late).pictures.seal(shop, "photo", picture);
    expect([await kept.files(), await kept.db.picture.count()]).toEqual([[id], 0]);
    await kept.forget.discard(id);
    expect(await kept.files()).toEqual([]);
  });

  it("is not discarded if one took it after all", async () => {
    const id = await kept.keep(await kept.addTryOn(), picture);
    await kept.forget.discard(id);
    expect(await kept.read(id)).toEqual(picture);
    await kept.forget.discard(randomUUID());
  });
});
