import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type House, startHouse, until } from "../helpers/house.ts";
import { runJob } from "../helpers/jobs.ts";
import { press, startedShape } from "../helpers/shopper.ts";

const price = 70_000n;
/** A minute before the month ends in the shop's time zone. */
const monthsEnd = new Date("2025-11-30T22:59:00Z");

describe("the button of a shop with a cap for two", () => {
  let house: House;
  let at = monthsEnd;
  let shop = "";
  beforeAll(async () => {
    house = await startHouse({ drives: false, now: () => at, sandbox: { taskMs: Infinity } });
    shop = house.shop.domain;
    await house.db.connectionModel.updateMany({ data: { priceMicros: price } });
  });
  beforeEach(async () => {
    at = monthsEnd;
    await house.db.tryOn.deleteMany();
    await house.db.spend.deleteMany();
    await saveCap("0.14");
    await toldReady(true);
  });
  afterAll(() => house.stop());

  const saveCap = async (monthlyCap: string) => {
    const { entered } = await house.services.shopSettings.read(shop);
    const saved = await house.services.shopSettings.save(shop, { ...entered, monthlyCap });
    expect(saved).toEqual({ ok: true });
  };
  const told = () => house.shop.appData.get("fitting_room.ready")?.value;
  const toldReady = async (ready: boolean) => {
    await until(() => told() === String(ready));
    expect(await house.services.isReady(shop)).toBe(ready);
  };
  const start = async () => startedShape.parse((await press(house)).body);
  /** Two that fit, and with them the button goes. */
  const fill = async () => {
    const first = await start();
    expect(await house.services.isReady(shop)).toBe(true);
    await start();
    await toldReady(false);
    return first;
  };

  it("goes with the last one that fits, and whoever presses an older page's is refused", async () => {
    await fill();
    expect(await press(house)).toMatchObject({ status: 503, body: { error: { code: "not_ready" } } });
    expect(await house.db.tryOn.count()).toBe(2);
  });

  it("is back when money is given back", async () => {
    const first = await fill();
    await house.services.tryOns.forget({ shop, ...first });
    await toldReady(true);
    expect((await press(house)).status).toBe(202);
  });

  it("stays away when what ends is spent", async () => {
    const first = await fill();
    await house.services.tryOns.advance(first.id);
    await house.services.tryOns.forget({ shop, ...first });
    await runJob(house, "shop.publish-changed", {});
    await runJob(house, "shop.publish", { shop });
    expect(told()).toBe("false");
  });

  it("is back when the cap is raised, and when there is none any more", async () => {
    await fill();
    await saveCap("0.21");
    await toldReady(true);
    await start();
    await toldReady(false);
    await saveCap("");
    await toldReady(true);
    expect((await press(house)).status).toBe(202);
  });

  it("goes when the cap is lowered to what is used already", async () => {
    await start();
    await saveCap("0.07");
    await toldReady(false);
    expect((await press(house)).status).toBe(503);
  });

  it("is back when a new month begins in the shop's time zone, and not before", async () => {
    await fill();
    await runJob(house, "shop.publish-changed", {});
    expect(await house.services.isReady(shop)).toBe(false);
    at = new Date("2025-11-30T23:00:00Z");
    await runJob(house, "shop.publish-changed", {});
    await toldReady(true);
    expect((await press(house)).status).toBe(202);
  });

  it("stays where its merchant only wants to be told, and the try-ons go on", async () => {
    const { entered } = await house.services.shopSettings.read(shop);
    await house.services.shopSettings.save(shop, { ...entered, monthlyCap: "0.14", atCap: "tell" });
    for (const time of [1, 2, 3]) expect((await press(house)).status, String(time)).toBe(202);
    await runJob(house, "shop.publish", { shop });
    await toldReady(true);
    expect((await house.services.shopSettings.read(shop)).spend).toMatchObject({
      reached: true,
      hides: false,
    });
    await house.services.shopSettings.save(shop, { ...entered, monthlyCap: "0.14", atCap: "hide" });
    await toldReady(false);
  });
});
