import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { gatewayKey, type House, startHouse, until } from "../helpers/house.ts";
import { follow, press, type Started, startedShape, startQueryFor } from "../helpers/shopper.ts";
import { finishTask } from "../sandbox/kling/index.ts";
import { shopperWhoDeletes } from "./shopper-who-deletes.ts";

let house: House;
const { begin, forget, receiptOf, row, tasks } = shopperWhoDeletes(() => house);

describe("a try-on that its shopper deletes, driven", () => {
  beforeEach(async () => {
    house = await startHouse({ sandbox: { taskMs: Infinity }, pollEveryMs: 3_600_000 });
  });
  afterEach(() => house.stop());

  const jobOf = async ({ id }: Started) => {
    const [job] = await house.db.$queryRaw<{ state: string }[]>`
      select state::text from pgboss.job where name = 'try-on' and data->>'id' = ${id}`;
    return job?.state;
  };
  const isDone = async (started: Started) => (await jobOf(started)) === "completed";

  it("while the provider works on it ends its job at once, which makes room for the next in line", async () => {
    await house.db.connection.updateMany({ data: { parallelLimit: 1 } });
    const [first, second, third] = [await begin(), await begin(), await begin()];
    await until(async () => (await row(first)).state === "running");
    await forget(second);
    expect((await row(second)).charge).toBe("returned");
    await forget(first);
    await until(() => isDone(first));
    await until(async () => (await row(third)).state === "running");
    await forget(third);
    for (const one of [second, third]) await until(() => isDone(one));
    expect(tasks().map(({ externalId }) => externalId)).toEqual([first.id, third.id]);
  });

  it("leaves nothing in the log that opens, shows or names anything", async () => {
    const query = startQueryFor(house);
    const answer = await press(house, query);
    const started = startedShape.parse(answer.body);
    const task = await until(() => tasks()[0]);
    await until(async () => (await row(started)).state === "running");
    await finishTask(house.sandbox.world, task.id);
    const { image_url: address = "" } = await follow(house, answer);
    const [picture] = (await row(started)).pictures;
    await forget(started);
    await receiptOf(started);
    await forget({ ...started, token: "not-the-token" });
    const log = house.logged.join("");
    const secrets = [
      started.token,
      query["visitor"] ?? "",
      address.split("/").at(-1) ?? "",
      task.callbackUrl?.split("/").at(-1) ?? "",
      picture?.key ?? "",
      picture?.id ?? "",
      gatewayKey,
      "/9j/",
    ];
    expect(secrets.filter((secret) => secret === "" || log.includes(secret))).toEqual([]);
  });
});
