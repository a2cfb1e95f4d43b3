import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { type House, startHouse, until } from "../helpers/house.ts";
import { press } from "../helpers/shopper.ts";
import { finishTask } from "../sandbox/kling/index.ts";
import type { Script } from "../sandbox/world.ts";

describe("a try-on, step by step", () => {
  let house: House;
  let aheadMs = 0;
  beforeEach(async () => {
    aheadMs = 0;
    house = await startHouse({
      drives: false,
      now: () => new Date(Date.now() + aheadMs),
      sandbox: { taskMs: Infinity },
    });
  });
  afterEach(() => house.stop());

  const begin = async () => z.object({ id: z.string() }).parse((await press(house)).body).id;
  const advance = (id: string) => house.services.tryOns.advance(id);
  const row = (id: string) =>
    house.db.tryOn.findUniqueOrThrow({ where: { id }, include: { pictures: true } });
  const script = (...scripts: Script[]) => house.sandbox.world.scripts.push(...scripts);
  const tasks = () => house.sandbox.world.tasks;
  /** Advances until it has ended or has to wait. */
  const settleDown = async (id: string) => {
    for (;;) {
      const step = await advance(id);
      if (step.ended || step.waitMs > 0) return step;
    }
  };

  it("is queued with its photo, then run with the provider's operation, then done with the result", async () => {
    const id = await begin();
    expect(await row(id)).toMatchObject({ state: "queued", operation: null, pictures: [{ role: "photo" }] });
    // Before the connection has times of its own, the first look comes after about four seconds.
    expect(await advance(id)).toMatchObject({ ended: false, waitMs: expect.any(Number) });
    const [task] = tasks();
    expect(await row(id)).toMatchObject({
      state: "running",
      operation: { taskId: task?.id },
      pictures: [{ role: "photo" }],
    });
    await finishTask(house.sandbox.world, task?.id ?? "");
    await settleDown(id);
    expect(await row(id)).toMatchObject({ state: "done", pictures: [{ role: "result" }] });
    expect(await advance(id)).toEqual({ ended: true });
  });

  it("sends the provider the variant's picture as an address, the photo as bare base64, and its own id", async () => {
    const id = await begin();
    await advance(id);
    const [task] = tasks();
    expect(task?.externalId).toBe(id);
    expect(task?.request).toEqual({
      model_name: "kolors-virtual-try-on-v1-5",
      human_image: expect.stringMatching(/^<jpeg \d+ bytes \d+x\d+>$/),
      cloth_image: expect.stringMatching(/\/cdn\/shop\/files\/.+\?width=1024&format=pjpg$/),
      callback_url: `${house.origin}/callbacks/${id}/${task?.callbackUrl?.split("/").at(-1)}`,
      external_task_id: id,
    });
  });

  it("whose answer was cut off is looked up, and not sent again", async () => {
    script({ on: "create", does: "cut", taskMade: true });
    const id = await begin();
    await advance(id);
    expect((await row(id)).state).toBe("submitting");
    await advance(id);
    expect(await row(id)).toMatchObject({ state: "running", operation: { taskId: tasks()[0]?.id } });
    expect(tasks()).toHaveLength(1);
  });

  it("of which the provider knows nothing fails in the end as unknown, and is never sent again", async () => {
    script({ on: "create", does: "cut" });
    const id = await begin();
    await advance(id);
    expect(await advance(id)).toEqual({ ended: false, waitMs: 2_000 });
    aheadMs = 26_000;
    await settleDown(id);
    expect(await row(id)).toMatchObject({ state: "failed", failureCode: "unknown_outcome", pictures: [] });
    expect(tasks()).toHaveLength(0);
  });

  it("that two processes advance at once becomes one task", async () => {
    const id = await begin();
    await Promise.all([advance(id), advance(id), advance(id)]);
    await settleDown(id);
    expect((await row(id)).state).toBe("running");
    expect(tasks()).toHaveLength(1);
  });

  it("that comes while the account is full waits and is taken later", async () => {
    script({
      on: "create",
      does: "answer",
      status: 429,
      code: 1303,
      message: "parallel task over resource pack limit",
    });
    const id = await begin();
    expect(await advance(id)).toEqual({ ended: false, waitMs: 1_000 });
    expect(await row(id)).toMatchObject({ state: "queued", refusedStarts: 1 });
    await advance(id);
    expect((await row(id)).state).toBe("running");
  });

  it("that nobody takes within a minute fails and says that the account was full", async () => {
    const full: Script = { on: "create", does: "answer", status: 429, code: 1303, message: "full" };
    script(full, full);
    const id = await begin();
    await advance(id);
    aheadMs = 59_000;
    await settleDown(id);
    expect(await row(id)).toMatchObject({ state: "failed", failureCode: "busy", pictures: [] });
  });

  const refusals: [number, number, string, boolean][] = [
    [401, 1000, "key_refused", true],
    [429, 1102, "balance_gone", true],
    [403, 1103, "not_permitted", true],
    [429, 1304, "address_not_allowed", true],
    [400, 1201, "request_refused", false],
    [400, 1301, "photo_refused", false],
  ];
  it.each(refusals)(
    "refused with HTTP %i and code %i fails as %s; connection unwell: %s",
    async (status, code, failure, unwell) => {
      script({ on: "create", does: "answer", status, code, message: "a word of the provider's" });
      const id = await begin();
      await settleDown(id);
      expect(await row(id)).toMatchObject({ state: "failed", failureCode: failure, pictures: [] });
      expect((await house.db.connection.findFirstOrThrow()).unwell).toBe(unwell ? failure : null);
      if (unwell) await until(() => house.shop.appData.get("fitting_room.ready")?.value === "false");
      expect((await press(house)).status).toBe(unwell ? 503 : 202);
    },
  );

  it("that the provider gives up fails with what the provider meant, and the photo is gone", async () => {
    script({ on: "task", does: "fail", message: "there is no human in the image" });
    const id = await begin();
    await advance(id);
    await finishTask(house.sandbox.world, tasks()[0]?.id ?? "");
    await settleDown(id);
    expect(await row(id)).toMatchObject({ state: "failed", failureCode: "no_person", pictures: [] });
    expect(await house.storedFiles()).toHaveLength(0);
  });

  it("that runs for more than five minutes fails as timed out", async () => {
    const id = await begin();
    await advance(id);
    aheadMs = 5 * 60_000 + 1_000;
    await settleDown(id);
    expect(await row(id)).toMatchObject({ state: "failed", failureCode: "timed_out", pictures: [] });
  });

  it("goes on after trouble in between: the provider's troubles with a query are not the try-on's", async () => {
    const id = await begin();
    await advance(id);
    script(
      { on: "query", does: "answer", status: 500, code: 5000, message: "internal" },
      { on: "query", does: "cut" },
      { on: "query", does: "broken-json" },
      { on: "query", does: "answer", status: 404, code: 1203, message: "no such task" },
      { on: "query", does: "another-envelope" },
    );
    for (let time = 0; time < 5; time += 1) await advance(id);
    expect((await row(id)).state).toBe("running");
    await finishTask(house.sandbox.world, tasks()[0]?.id ?? "");
    await settleDown(id);
    expect((await row(id)).state).toBe("done");
  });

  it("that fails in an unforeseen way at each step ends all the same, and its photo is gone", async () => {
    const id = await begin();
    await advance(id);
    await house.db.connection.updateMany({ data: { credentials: "v1:test:AAAA" } });
    await expect(advance(id)).rejects.toThrow("connection.credentials does not open");
    aheadMs = 11 * 60_000;
    await settleDown(id);
    expect(await row(id)).toMatchObject({ state: "failed", failureCode: "timed_out", pictures: [] });
  });

  it("whose connection is removed while its result is on the way adds no picture", async () => {
    const id = await begin();
    await advance(id);
    await finishTask(house.sandbox.world, tasks()[0]?.id ?? "");
    script({ on: "download", does: "slow", ms: 400 });
    const advanced = advance(id);
    await until(() => house.sandbox.world.scripts.length === 0);
    await house.services.connections.remove(house.shop.domain, (await row(id)).connectionId ?? "");
    await advanced;
    await settleDown(id);
    expect(await row(id)).toMatchObject({ state: "failed", failureCode: "connection_gone", pictures: [] });
    expect(await house.storedFiles()).toHaveLength(0);
  });

  it("that has ended keeps the name of a connection that is removed", async () => {
    const id = await begin();
    await advance(id);
    await finishTask(house.sandbox.world, tasks()[0]?.id ?? "");
    await settleDown(id);
    const { connectionId } = await row(id);
    await house.services.connections.remove(house.shop.domain, connectionId ?? "");
    expect(await row(id)).toMatchObject({ state: "done", connectionId });
    expect(connectionId).not.toBeNull();
  });

  it("whose connection is removed meanwhile fails as such", async () => {
    const id = await begin();
    const { id: connection } = await house.db.connection.findFirstOrThrow();
    await house.services.connections.remove(house.shop.domain, connection);
    await settleDown(id);
    expect(await row(id)).toMatchObject({ state: "failed", failureCode: "connection_gone", pictures: [] });
  });
});
