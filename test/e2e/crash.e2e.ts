import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectDatabase } from "../../app/db.server.ts";
import { until } from "../helpers/house.ts";
import { follow, press } from "../helpers/shopper.ts";
import { finishTask } from "../sandbox/kling/index.ts";
import { type EndToEnd, startEndToEnd } from "./shop.ts";

describe("killing the app with kill -9", () => {
  let world: EndToEnd;
  let db: ReturnType<typeof connectDatabase>;
  beforeAll(async () => {
    world = await startEndToEnd({ browser: false, sandbox: { taskMs: Infinity } });
    db = connectDatabase(world.databaseAddress, { poolSize: 2 });
  });
  afterAll(async () => {
    await db.$disconnect();
    await world.stop();
  });

  const stateOf = async (state: "submitting" | "running") => db.tryOn.findFirst({ where: { state } });

  it("while a try-on is running ends with that try-on done and one task at the provider", async () => {
    const started = await press(world);
    await until(() => stateOf("running"));
    await world.killAndRestart();
    const [task] = world.sandbox.world.tasks;
    await finishTask(world.sandbox.world, task?.id ?? "");
    expect((await follow(world, started)).state).toBe("done");
    expect(world.sandbox.world.tasks).toHaveLength(1);
    // Its key goes in the step that ends the try-on, its row and bytes right after that.
    await until(async () => (await db.picture.count({ where: { role: "photo" } })) === 0);
    expect(await db.picture.findMany({ select: { role: true } })).toEqual([{ role: "result" }]);
  });

  it("while the provider's answer is awaited ends with that try-on done and no second task", async () => {
    const before = world.sandbox.world.tasks.length;
    world.sandbox.world.scripts.push({ on: "create", does: "hang", taskMade: true });
    const started = await press(world);
    const task = await until(() => world.sandbox.world.tasks[before]);
    expect(await stateOf("submitting")).not.toBeNull();
    await world.killAndRestart();
    await until(() => stateOf("running"));
    await finishTask(world.sandbox.world, task.id);
    expect((await follow(world, started)).state).toBe("done");
    expect(world.sandbox.world.tasks).toHaveLength(before + 1);
  });
});
