import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { gatewayKey, until } from "../helpers/house.ts";
import { runJob } from "../helpers/jobs.ts";
import { finishTask } from "../sandbox/kling/index.ts";
import type { Script } from "../sandbox/world.ts";
import { recountMoney } from "../usage/recount.ts";
import { openTwoConnections, price, refuse, type TwoConnections } from "./two-connections.ts";

describe("while the first connection is unwell", () => {
  let two: TwoConnections;
  beforeAll(async () => {
    two = await openTwoConnections({ drives: false });
  });
  beforeEach(async () => {
    await two.clear();
    two.script(refuse(401, 1000));
    await two.goOn((await two.begin()).id);
  });
  afterAll(() => two.house.stop());

  it("its stand-in is asked at once, the button stays, and the first is left alone", async () => {
    const { id } = await two.begin();
    const row = { connectionId: two.ids.standIn, stoodIn: true, priceMicros: price.standIn };
    expect(await two.rowOf(id)).toMatchObject(row);
    await two.goOn(id);
    expect(two.tasks()).toEqual(["hidream", "hidream"]);
    expect(await two.house.services.isReady(two.house.shop.domain)).toBe(true);
  });

  it("it is asked from time to time, and comes back when it is well", async () => {
    two.house.sandbox.world.keys.gateway.length = 0;
    await runJob(two.house, "connection.check-unwell", {});
    expect(await two.unwellOf(two.ids.first)).toBe("key_refused");
    two.house.sandbox.world.keys.gateway.push(gatewayKey);
    await runJob(two.house, "connection.check-unwell", {});
    expect(await two.unwellOf(two.ids.first)).toBeNull();
    const { id } = await two.begin();
    expect(await two.rowOf(id)).toMatchObject({
      connectionId: two.ids.first,
      stoodIn: false,
      priceMicros: price.first,
    });
  });

  it("it comes back although another one's key does not even open", async () => {
    const { id: _id, ...first } = await two.house.db.connection.findUniqueOrThrow({
      where: { id: two.ids.first },
    });
    const data = { ...first, credentials: "v1:test:AAAA", position: 9, createdAt: new Date(0) };
    const broken = await two.house.db.connection.create({ data });
    // The unwell are asked in the order in which the table holds them.
    await two.house.db.connection.update({ where: { id: two.ids.first }, data: { keyHint: "last" } });
    // The job itself is tried again and again, because of the other one.
    const isBack = async () => (await two.unwellOf(two.ids.first)) === null;
    await runJob(two.house, "connection.check-unwell", {}, isBack);
    expect(await two.unwellOf(broken.id)).toBe("key_refused");
  });
});

describe("a stand-in's line", () => {
  let two: TwoConnections;
  beforeAll(async () => {
    two = await openTwoConnections({ drives: true });
  });
  afterAll(() => two.house.stop());

  it("is as narrow as its merchant said, also for what is handed over", async () => {
    two.script(...Array<Script>(5).fill({ ...refuse(429, 1303), provider: "kling-gateway" }));
    const begun = await Promise.all(Array.from({ length: 5 }, () => two.begin()));
    await until(async () => (await two.house.db.tryOn.count({ where: { stoodIn: true } })) === 5);
    const { world } = two.house.sandbox;
    const open = () => world.tasks.filter(({ status }) => status !== "succeed");
    let widest = 0;
    for (let left = begun.length; left > 0; left -= 1) {
      await until(() => open().length >= Math.min(2, left));
      widest = Math.max(widest, open().length);
      await finishTask(world, open()[0]?.id ?? "");
      await until(async () => (await two.house.db.tryOn.count({ where: { charge: "reserved" } })) < left);
    }
    expect(widest).toBe(2);
    expect(two.tasks()).toEqual(begun.map(() => "hidream"));
    const { kept, counted } = await recountMoney(two.house.db);
    expect(kept).toEqual(counted);
  });
});
