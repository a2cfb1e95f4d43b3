import sharp from "sharp";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type House, startHouse } from "../helpers/house.ts";
import { photoOfSomebody, type Started } from "../helpers/shopper.ts";
import { finishTask } from "../sandbox/kling/index.ts";
import { reasons, shopperWhoDeletes } from "./shopper-who-deletes.ts";

let house: House;
const { begin, forget, receiptOf, shown, row, advance, tasks } = shopperWhoDeletes(() => house);

describe("a try-on that its shopper deletes while somebody else moves it on", () => {
  beforeEach(async () => {
    house = await startHouse({ drives: false, sandbox: { taskMs: Infinity, parallelLimit: 1_000 } });
    const settings = { perAddressPerDay: 10_000, perShopPerMinute: 100_000 };
    await house.db.shop.updateMany({ data: { settings } });
    await house.db.connectionModel.updateMany({ data: { priceMicros: 50_000n } });
  });
  afterEach(() => house.stop());

  const turn = () => new Promise<void>((next) => void setImmediate(next));
  /** How many turns of the event loop it takes. */
  const lengthOf = async (work: Promise<unknown>): Promise<number> => {
    let isOver = false;
    void work.finally(() => (isOver = true));
    for (let count = 0; ; count += 1) {
      if (isOver) return count;
      await turn();
    }
  };

  const races: [string, late: string, (started: Started) => Promise<unknown>][] = [
    ["to the provider", "failed cancelled", async () => {}],
    [
      "to its result",
      "done -",
      async (started) => {
        await advance(started);
        const task = tasks().find(({ externalId }) => externalId === started.id);
        await finishTask(house.sandbox.world, task?.id ?? "");
      },
    ],
  ];

  it.each(races)("%s ends as one or the other, and no picture stays", async (_where, late, prepare) => {
    const photo = await sharp(await photoOfSomebody())
      .resize({ width: 320 })
      .toBuffer();
    let length = 0;
    // The first one warms up.
    for (const _time of [1, 2]) {
      const control = await begin({}, photo);
      await prepare(control);
      length = await lengthOf(advance(control));
      await forget(control);
    }
    const outcomes = new Set<string>();
    const times = 12;
    for (let time = 0; time <= times; time += 1) {
      const started = await begin({}, photo);
      await prepare(started);
      const advanced = advance(started);
      // From neck and neck to too late.
      for (let lead = (length * time) / times; lead > 0; lead -= 1) await turn();
      if (time === times) await advanced;
      const [answer] = await Promise.all([forget(started), advanced, forget(started)]);
      expect(answer.status).toBe(200);
      expect(await advance(started)).toEqual({ ended: true });
      const { state, failureCode, charge, pictures } = await row(started);
      outcomes.add(`${state} ${failureCode ?? "-"}`);
      expect(pictures).toEqual([]);
      expect(reasons(await receiptOf(started))).toEqual(
        state === "done" ? ["photo finished", "result shopper"] : ["photo shopper"],
      );
      expect(["spent", "returned"]).toContain(charge);
      expect((await shown(started)).image_url).toBeUndefined();
    }
    expect([await house.db.picture.count(), await house.storedFiles()]).toEqual([0, []]);
    const spent = await house.db.tryOn.count({ where: { charge: "spent" } });
    const spend = await house.db.spend.findFirstOrThrow();
    expect([spend.reservedMicros, spend.spentMicros]).toEqual([0n, BigInt(spent) * 50_000n]);
    for (const outcome of outcomes) expect(["failed cancelled", late]).toContain(outcome);
    expect(outcomes).toContain(late);
  });
});
