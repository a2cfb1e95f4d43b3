import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type House, startHouse, until } from "../helpers/house.ts";
import { press, startedShape } from "../helpers/shopper.ts";
import { finishTask } from "../sandbox/kling/index.ts";

describe("a try-on that its provider calls back about", () => {
  it("is asked about at once: nothing else would, for an hour", async () => {
    const house = await startHouse({ sandbox: { taskMs: Infinity }, pollEveryMs: 3_600_000 });
    const { id } = startedShape.parse((await press(house)).body);
    const task = await until(() => house.sandbox.world.tasks[0]);
    await until(() => house.db.tryOn.findFirst({ where: { id, state: "running" } }));
    await finishTask(house.sandbox.world, task.id);
    await until(() => house.db.tryOn.findFirst({ where: { id, state: "done" } }));
    await house.stop();
  });
});

describe("a try-on, driven", () => {
  let house: House;
  beforeEach(async () => {
    house = await startHouse({ sandbox: { taskMs: Infinity } });
  });
  afterEach(() => house.stop());

  const begin = async () => startedShape.parse((await press(house)).body);

  it("wakes whoever waits for it as soon as it is done", async () => {
    const { id, token } = await begin();
    const task = await until(() => house.sandbox.world.tasks[0]);
    await until(() => house.db.tryOn.findFirst({ where: { id, state: "running" } }));
    // An hour: only a wake-up lets this test end.
    const shown = house.services.tryOns.show({ shop: house.shop.domain, id, token, waitSeconds: 3_600 });
    await finishTask(house.sandbox.world, task.id);
    expect(await shown).toMatchObject({ ok: true, value: { id, state: "done" } });
  });

  it("does not believe a forged callback, nor know one with a wrong signature", async () => {
    const { id } = await begin();
    const task = await until(() => house.sandbox.world.tasks[0]);
    await until(() => house.db.tryOn.findFirst({ where: { id, state: "running" } }));
    const forged = await fetch(task.callbackUrl ?? "", {
      method: "POST",
      body: JSON.stringify({
        task_id: task.id,
        task_status: "succeed",
        task_result: { images: [{ url: "https://evil.example/" }] },
      }),
    });
    expect(forged.status).toBe(200);
    expect((await house.db.tryOn.findUniqueOrThrow({ where: { id } })).state).toBe("running");
    const wrong = await fetch(`${house.origin}/callbacks/${id}/not-the-signature`, { method: "POST" });
    expect(wrong.status).toBe(404);
  });

  it("is handed over when its process stops, and finished by the next", async () => {
    const { id } = await begin();
    await until(() => house.db.tryOn.findFirst({ where: { id, state: "running" } }));
    await house.restart();
    const task = await until(() => house.sandbox.world.tasks[0]);
    await finishTask(house.sandbox.world, task.id);
    await until(() => house.db.tryOn.findFirst({ where: { id, state: "done" } }));
    expect(house.sandbox.world.tasks).toHaveLength(1);
  });

  it("is answered as it stands to whoever waits when the process is about to end", async () => {
    const { id, token } = await begin();
    await until(() => house.db.tryOn.findFirst({ where: { id, state: "running" } }));
    const waiting = house.services.tryOns.show({ shop: house.shop.domain, id, token, waitSeconds: 3_600 });
    house.services.releaseWaiting();
    expect(await waiting).toMatchObject({ ok: true, value: { state: "running" } });
  });

  it("can be seen by nobody without its token, nor in another shop", async () => {
    const { id, token } = await begin();
    const { show } = house.services.tryOns;
    const asked = { shop: house.shop.domain, id, token, waitSeconds: 0 };
    expect(await show(asked)).toMatchObject({ ok: true });
    expect(await show({ ...asked, token: `${token}x` })).toEqual({ ok: false, code: "gone" });
    expect(await show({ ...asked, token: "" })).toEqual({ ok: false, code: "gone" });
    expect(await show({ ...asked, shop: "other.myshopify.com" })).toEqual({ ok: false, code: "gone" });
    expect(await show({ ...asked, id: "not-an-id" })).toEqual({ ok: false, code: "gone" });
  });
});
