import express from "express";
import sharp from "sharp";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import type { GarmentKind } from "../sandbox/drawings/catalog.ts";
import { personFile } from "../sandbox/drawings/people.ts";
import type { Script } from "../sandbox/world.ts";
import * as gatewayTools from "./gateway.ts";
import { base64Of, blank, call, garments, otherKey, path, refusalOf, taskOf, taskShape } from "./gateway.ts";

let gateway: gatewayTools.Gateway;
let receiver: { origin: string; close: () => Promise<void> };
const received: z.infer<typeof taskShape>[] = [];
let body: Record<string, unknown> = {};

beforeAll(async () => {
  gateway = await gatewayTools.startGateway();
  const app = express();
  app.post("/callback", express.json(), (request, response) => {
    received.push(taskShape.parse(request.body));
    response.status(204).end();
  });
  receiver = await gatewayTools.listen(app);
  body = {
    model_name: "kolors-virtual-try-on-v1-5",
    human_image: await base64Of(sharp(await personFile("maja")).resize(400, 600)),
    cloth_image: await base64Of(await garments("upper")),
  };
});
afterEach(async () => {
  await call(gateway, "POST", "/_control/reset");
  received.length = 0;
});
afterAll(() => Promise.all([gateway.close(), receiver.close()]));

const create = async (change: object = {}) =>
  taskOf(await call(gateway, "POST", path, { ...body, ...change }));
const finish = (id: string) => call(gateway, "POST", `/_control/tasks/${id}/finish`);
const failing = (code: number): Script => ({
  on: "create",
  does: "answer",
  status: 500,
  code,
  message: "told",
});
const script = (...scripts: Script[]) => call(gateway, "POST", "/_control/script", scripts);

test("a task ends with a JPEG that has the person's size", async () => {
  const { task_id: id } = await create({ external_task_id: "ours" });
  await finish(id);
  const done = taskOf(await call(gateway, "GET", `${path}/ours`));
  expect(done).toMatchObject({ task_id: id, task_status: "succeed", task_status_msg: "" });
  const address = done.task_result?.images[0]?.url ?? "";
  const picture = Buffer.from(await (await fetch(address)).arrayBuffer());
  expect(await sharp(picture).metadata()).toMatchObject({ format: "jpeg", width: 400, height: 600 });
  const linked = await fetch(address, { headers: { referer: "https://shop.example/products/coat" } });
  expect(linked.status).toBe(403);
});

test("a task runs by itself when it takes no time", async () => {
  await script({ on: "task", does: "take", ms: 0 });
  const { task_id: id } = await create();
  await expect
    .poll(async () => taskOf(await call(gateway, "GET", `${path}/${id}`)).task_status)
    .toBe("succeed");
});

test("a picture without a person fails with HTTP 200 and code 0", async () => {
  const { task_id: id } = await create({ human_image: await base64Of(blank().jpeg()) });
  await finish(id);
  const failed = taskOf(await call(gateway, "GET", `${path}/${id}`));
  expect(failed).toMatchObject({ task_status: "failed", task_status_msg: "there is no human in the video" });
  expect(failed.task_result).toBeUndefined();
});

const v1 = "kolors-virtual-try-on-v1";
const v15 = "kolors-virtual-try-on-v1-5";
test.each<[string, GarmentKind[], string]>([
  [v15, ["upper", "lower"], "succeed"],
  [v15, ["lower", "dress"], "failed"],
  [v15, ["upper", "upper"], "failed"],
  [v1, ["upper", "lower"], "failed"],
  [v1, ["dress"], "succeed"],
])("%s with %j becomes %s", async (model_name, kinds, status) => {
  const cloth_image = await base64Of(await garments(...kinds));
  const { task_id: id } = await create({ model_name, cloth_image });
  await finish(id);
  expect(taskOf(await call(gateway, "GET", `${path}/${id}`)).task_status).toBe(status);
});

test("an account sees only its own tasks", async () => {
  const { task_id: id } = await create();
  const other = { authorization: `Bearer ${otherKey}` };
  expect(refusalOf(await call(gateway, "GET", `${path}/${id}`, undefined, other))).toMatchObject({
    code: 1203,
  });
  expect(await call(gateway, "GET", path, undefined, other)).toMatchObject({ body: { data: [] } });
});

test("the list is paged, newest first, and refuses pages that are none", async () => {
  const ids = [(await create()).task_id, (await create()).task_id];
  const page = await call(gateway, "GET", `${path}?pageNum=2&pageSize=1`);
  expect(page).toMatchObject({ body: { code: 0, data: [{ task_id: ids[0] }] } });
  for (const query of ["pageNum=0", "pageSize=501", "pageNum=x", "pageNum=1001", "pageSize="]) {
    const told = refusalOf(await call(gateway, "GET", `${path}?${query}`));
    expect(told).toMatchObject({ status: 400, code: 1201 });
  }
});

test("each change is called back in order with the bare task", async () => {
  const { task_id: id } = await create({
    callback_url: `${receiver.origin}/callback`,
    external_task_id: "ours",
  });
  await finish(id);
  expect(received.map((task) => task.task_status)).toStrictEqual(["submitted", "processing", "succeed"]);
  expect(received.at(-1)).toStrictEqual(taskOf(await call(gateway, "GET", `${path}/${id}`)));
  expect(gateway.world.tasks[0]?.callbacks.map(({ answer }) => answer)).toStrictEqual([204, 204, 204]);
});

test.each<[string, Script, string[]]>([
  ["lost", { on: "callback", does: "lose", status: "succeed" }, ["submitted", "processing"]],
  [
    "sent twice",
    { on: "callback", does: "double", status: "processing" },
    ["submitted", "processing", "processing", "succeed"],
  ],
  [
    "preceded by a forged one",
    { on: "callback", does: "forge" },
    ["succeed", "submitted", "processing", "succeed"],
  ],
])("a callback can be %s", async (_name, wanted, expected) => {
  await script(wanted);
  await finish((await create({ callback_url: `${receiver.origin}/callback` })).task_id);
  expect(received.map((task) => task.task_status)).toStrictEqual(expected);
});

test.each<[string, Script, number]>([
  ["cut and made", { on: "create", does: "cut", taskMade: true }, 1],
  ["cut and not made", { on: "create", does: "cut" }, 0],
  ["half told", { on: "create", does: "broken-json" }, 1],
])("a create call can be %s", async (_name, wanted, tasks) => {
  await script(wanted);
  await expect(create()).rejects.toThrow(/terminated|JSON/);
  expect(gateway.world.tasks).toHaveLength(tasks);
  expect(gateway.world.scripts).toHaveLength(0);
});

test("a call can hang until its caller gives up, while the task exists", async () => {
  await script({ on: "create", does: "hang", taskMade: true });
  const giveUp = new AbortController();
  const request = { method: "POST", body: JSON.stringify(body), signal: giveUp.signal };
  const headers = { authorization: `Bearer ${gatewayTools.key}`, "content-type": "application/json" };
  const hanging = fetch(gateway.origin + path, { ...request, headers });
  await expect.poll(() => gateway.world.tasks.length).toBe(1);
  giveUp.abort();
  await expect(hanging).rejects.toThrow("aborted");
});

test("scripts are used up in their order, each by its own kind of call", async () => {
  await script(
    { on: "query", does: "answer", status: 503, code: 5001, message: "later" },
    failing(5000),
    failing(5002),
  );
  expect(refusalOf(await call(gateway, "POST", path, body))).toStrictEqual({
    status: 500,
    code: 5000,
    message: "told",
  });
  expect(refusalOf(await call(gateway, "POST", path, body)).code).toBe(5002);
  const { task_id: id } = await create();
  expect(refusalOf(await call(gateway, "GET", `${path}/${id}`))).toMatchObject({ status: 503, code: 5001 });
  expect(taskOf(await call(gateway, "GET", `${path}/${id}`)).task_id).toBe(id);
});
