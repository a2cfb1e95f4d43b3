import { createHash } from "node:crypto";
import { mkdir, rm, rmdir } from "node:fs/promises";
import { join } from "node:path";
import { request } from "undici";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { client, type House, startHouse, until } from "../helpers/house.ts";
import { ask, type Started, startQueryFor } from "../helpers/shopper.ts";
import { finishTask } from "../sandbox/kling/index.ts";
import { signProxyQuery } from "../sandbox/shopify/storefront/sign-proxy-query.ts";
import { reasons, receipts, shopperWhoDeletes } from "./shopper-who-deletes.ts";

const gone = { error: { code: "gone", message: "This try-on is no longer kept." } };

let house: House;
let aheadMs = 0;
const { begin, forget, receiptOf, shown, row, advance, tasks } = shopperWhoDeletes(() => house);

const fetchPicture = async (address = "") => {
  const { statusCode, body } = await request(address);
  return { status: statusCode, bytes: Buffer.from(await body.arrayBuffer()) };
};

/** What stands in the books: allowance, reserved and spent money. */
async function books() {
  const tally = await house.db.tally.findFirst({ where: { scope: "visitor" } });
  const spend = await house.db.spend.findFirst();
  return [tally?.count ?? 0, Number(spend?.reservedMicros ?? 0), Number(spend?.spentMicros ?? 0)];
}

async function expectNothingKept(): Promise<void> {
  expect(await house.db.picture.count()).toBe(0);
  expect(await house.storedFiles()).toEqual([]);
}

describe("a try-on that its shopper deletes, step by step", () => {
  beforeEach(async () => {
    aheadMs = 0;
    house = await startHouse({
      drives: false,
      now: () => new Date(Date.now() + aheadMs),
      sandbox: { taskMs: Infinity },
    });
    await house.db.connectionModel.updateMany({ data: { priceMicros: 50_000n } });
  });
  afterEach(() => house.stop());

  const beginDone = async (): Promise<Started> => {
    const started = await begin();
    await advance(started);
    await finishTask(house.sandbox.world, tasks()[0]?.id ?? "");
    await advance(started);
    return started;
  };

  it("in line is stopped: nobody is asked, money and allowance come back, and its job has nothing to do", async () => {
    const started = await begin();
    expect(await books()).toEqual([1, 50_000, 0]);
    const answer = await forget(started);
    expect(answer.status).toBe(200);
    expect(reasons(answer)).toEqual(["photo shopper"]);
    expect(await row(started)).toMatchObject({
      state: "failed",
      failureCode: "cancelled",
      charge: "returned",
      repeatKey: null,
    });
    expect(await books()).toEqual([0, 0, 0]);
    await expectNothingKept();
    expect(await advance(started)).toEqual({ ended: true });
    expect(tasks()).toHaveLength(0);
    expect((await shown(started)).failure?.code).toBe("cancelled");
  });

  it("while its start is in doubt is stopped and counts as spent, and the task that was made adds nothing", async () => {
    house.sandbox.world.scripts.push({ on: "create", does: "cut", taskMade: true });
    const started = await begin();
    await advance(started);
    expect((await row(started)).state).toBe("submitting");
    expect(reasons(await forget(started))).toEqual(["photo shopper"]);
    expect(await row(started)).toMatchObject({ state: "failed", failureCode: "cancelled", charge: "spent" });
    expect(await books()).toEqual([1, 0, 50_000]);
    await finishTask(house.sandbox.world, tasks()[0]?.id ?? "");
    expect(await advance(started)).toEqual({ ended: true });
    await expectNothingKept();
  });

  it("while the provider works on it is stopped and counts as spent, and the picture that comes later is not taken", async () => {
    const started = await begin();
    await advance(started);
    expect(reasons(await forget(started))).toEqual(["photo shopper"]);
    expect(await row(started)).toMatchObject({ state: "failed", failureCode: "cancelled", charge: "spent" });
    expect(await books()).toEqual([1, 0, 50_000]);
    const [task] = tasks();
    await finishTask(house.sandbox.world, task?.id ?? "");
    const callback = await fetch(task?.callbackUrl ?? "", { method: "POST", body: "{}" });
    expect(callback.status).toBe(200);
    expect(await advance(started)).toEqual({ ended: true });
    expect((await row(started)).state).toBe("failed");
    await expectNothingKept();
    expect(reasons(await receiptOf(started))).toEqual(["photo shopper"]);
  });

  it("while its result is fetched stays stopped, and the fetched picture is not kept", async () => {
    const started = await begin();
    await advance(started);
    await finishTask(house.sandbox.world, tasks()[0]?.id ?? "");
    house.sandbox.world.scripts.push({ on: "download", does: "slow", ms: 300 });
    const advanced = advance(started);
    await until(() => house.sandbox.world.scripts.length === 0);
    await forget(started);
    await advanced;
    expect(await row(started)).toMatchObject({ state: "failed", failureCode: "cancelled", pictures: [] });
    await expectNothingKept();
  });

  it("done loses its picture at once, and the receipt proves which one that was", async () => {
    const started = await beginDone();
    const { image_url: address } = await shown(started);
    const served = await fetchPicture(address);
    expect(served.status).toBe(200);
    const before = new Date(Date.now() + aheadMs).toISOString();
    const answer = await forget(started);
    expect(reasons(answer)).toEqual(["photo finished", "result shopper"]);
    const [, result] = receipts(answer);
    expect(result?.sha256).toBe(createHash("sha256").update(served.bytes).digest("hex"));
    expect(result && result.at >= before).toBe(true);
    expect((await fetchPicture(address)).status).toBe(404);
    await expectNothingKept();
    expect(await row(started)).toMatchObject({ state: "done", charge: "spent" });
    expect(await shown(started)).toMatchObject({ state: "done", failure: { code: "gone" } });
    expect((await shown(started)).image_url).toBeUndefined();
  });

  it("twice gets the same receipts, and can show them later", async () => {
    const started = await beginDone();
    expect(reasons(await receiptOf(started))).toEqual(["photo finished"]);
    const first = await forget(started);
    aheadMs = 3 * 24 * 3_600_000;
    expect(await forget(started)).toEqual(first);
    expect(await receiptOf(started)).toEqual(first);
    // The receipts outlive what they are about.
    await house.db.tryOn.deleteMany();
    expect(await receiptOf(started)).toEqual(first);
    expect(await forget(started)).toEqual(first);
  });

  it("may be wished for again, and is then made again", async () => {
    const wish = startQueryFor(house);
    const started = await begin(wish);
    expect((await begin({ ...wish, language: "en-GB" })).id).toBe(started.id);
    await forget(started);
    expect((await begin({ ...wish, language: "en-IE" })).id).not.toBe(started.id);
  });

  it("is deleted for nobody without its token, nor in another shop, nor by reading", async () => {
    const started = await beginDone();
    const { id, token } = started;
    const other = await begin();
    const strangers = [
      { id, token: `${token}x` },
      { id, token: "" },
      { id, token: other.token },
      { id: crypto.randomUUID(), token },
      { id: "not-an-id", token },
    ];
    for (const stranger of strangers)
      for (const answer of [await forget(stranger), await receiptOf(stranger)])
        expect(answer).toEqual({ status: 404, body: gone });
    expect((await ask(house, `/try-ons/${id}/delete`, { query: { token } })).status).toBe(400);

    const query = new URLSearchParams({ token, shop: "other.myshopify.com" });
    query.set("timestamp", String(Math.floor(Date.now() / 1000)));
    query.set("signature", signProxyQuery(query, client.clientSecret));
    for (const [path, method] of [
      ["delete", "POST"],
      ["receipt", "GET"],
    ] as const) {
      const answer = await fetch(`${house.origin}/proxy/try-ons/${id}/${path}?${query}`, { method });
      expect([answer.status, await answer.json()]).toEqual([404, gone]);
    }
    expect(await row(started)).toMatchObject({ state: "done", pictures: [{ role: "result" }] });
    expect((await fetchPicture((await shown(started)).image_url)).status).toBe(200);
  });

  it("cannot be opened from that moment, even where the disk refuses, and is proved gone once it does not", async () => {
    const started = await beginDone();
    const { image_url: address } = await shown(started);
    const [file] = await house.storedFiles();
    const path = join(file?.parentPath ?? "", file?.name ?? "");
    await rm(path);
    await mkdir(path);
    expect((await forget(started)).status).toBe(503);
    expect((await fetchPicture(address)).status).toBe(404);
    expect(await shown(started)).toMatchObject({ state: "done", failure: { code: "gone" } });
    expect(reasons(await receiptOf(started))).toEqual(["photo finished"]);
    await rmdir(path);
    expect(reasons(await forget(started))).toEqual(["photo finished", "result shopper"]);
    await expectNothingKept();
  });

  it("is kept for as long as its shopper was told, whatever the merchant chooses afterwards", async () => {
    const choose = (keptHours: number) => house.db.shop.updateMany({ data: { settings: { keptHours } } });
    await choose(1);
    const started = await begin();
    await choose(7 * 24);
    await advance(started);
    await finishTask(house.sandbox.world, tasks()[0]?.id ?? "");
    await advance(started);
    await choose(24);
    const [result] = (await row(started)).pictures;
    const endedAt = (await row(started)).endedAt?.getTime() ?? 0;
    const keptMs = (result?.expiresAt.getTime() ?? 0) - endedAt;
    expect(Math.abs(keptMs - 3_600_000)).toBeLessThan(5_000);
    expect((await shown(started)).image_url).toBeDefined();
    aheadMs = 3_600_000 + 5_000;
    expect(await shown(started)).toMatchObject({ state: "done", failure: { code: "gone" } });
  });
});
