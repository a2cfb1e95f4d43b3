import express from "express";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import * as gatewayTools from "./gateway.ts";
import { base64Of, blank, call, key, otherKey, path, refusalOf, taskOf } from "./gateway.ts";

let gateway: gatewayTools.Gateway;
let files: { origin: string; close: () => Promise<void> };
let body: Record<string, unknown> = {};

beforeAll(async () => {
  gateway = await gatewayTools.startGateway();
  const jpeg = await blank().jpeg().toBuffer();
  const app = express();
  app.get("/garment.jpg", (_request, response) => void response.type("jpg").send(jpeg));
  app.get("/endless.jpg", (_request, response) => void response.send(Buffer.alloc(11 * 1024 * 1024)));
  files = await gatewayTools.listen(app);
  body = {
    model_name: "kolors-virtual-try-on-v1",
    human_image: jpeg.toString("base64"),
    cloth_image: `${files.origin}/garment.jpg`,
  };
});
afterEach(() => call(gateway, "POST", "/_control/reset"));
afterAll(() => Promise.all([gateway.close(), files.close()]));

describe("a refused create call makes no task", () => {
  afterEach(() => {
    if (gateway.world.tasks.length > 0) throw new Error("A refused call made a task");
  });

  test.each([
    ["no key", ""],
    ["an unknown key", "Bearer sk-unknown"],
    ["another scheme", `Basic ${key}`],
    ["two spaces", `Bearer  ${key}`],
  ])("%s is the gateway's own 401", async (_name, authorization) => {
    const told = await call(gateway, "POST", path, body, { authorization });
    const error = { message: "无效的令牌", type: "new_api_error", param: "", code: "invalid_token" };
    expect(told).toStrictEqual({ status: 401, body: { error } });
  });

  test.each<[string, Record<string, unknown>, number, number]>([
    ["no model", { model_name: undefined }, 400, 1201],
    ["an unknown model", { model_name: "kolors-virtual-try-on-v2" }, 404, 1203],
    ["no person", { human_image: undefined }, 400, 1201],
    ["no garment", { cloth_image: "" }, 400, 1201],
    ["a number as picture", { human_image: 7 }, 400, 1201],
    ["a data: prefix", { human_image: "data:image/jpeg;base64,AAAA" }, 400, 1201],
    ["base64 that is no picture", { human_image: "AAAA" }, 400, 1201],
    ["an address where nothing answers", { cloth_image: "http://127.0.0.1:1/x.jpg" }, 400, 1201],
    ["a callback address that is none", { callback_url: "javascript:alert(1)" }, 400, 1201],
    ["a number as external id", { external_task_id: 12 }, 400, 1201],
  ])("%s", async (_name, change, status, code) => {
    const told = await call(gateway, "POST", path, { ...body, ...change });
    expect(refusalOf(told)).toMatchObject({ status, code });
  });

  test("an address that answers 404 or never ends its bytes", async () => {
    for (const file of ["nothing.jpg", "endless.jpg"]) {
      const told = await call(gateway, "POST", path, { ...body, cloth_image: `${files.origin}/${file}` });
      expect(refusalOf(told)).toMatchObject({ status: 400, code: 1201 });
    }
  });

  test("a picture of the wrong kind, too small, or cut short", async () => {
    const whole = await (await gatewayTools.garments("upper")).toBuffer();
    const pictures = [
      await blank().webp().toBuffer(),
      await blank().gif().toBuffer(),
      await blank(299, 600).jpeg().toBuffer(),
      await blank(600, 299).png().toBuffer(),
      whole.subarray(0, whole.length / 2),
    ];
    for (const picture of pictures) {
      const told = await call(gateway, "POST", path, { ...body, human_image: picture.toString("base64") });
      expect(refusalOf(told)).toMatchObject({ status: 400, code: 1201 });
    }
  });

  test("a body that is not JSON, or not said to be", async () => {
    for (const sent of ['{"model_name":', "[]", "7"]) {
      expect(refusalOf(await call(gateway, "POST", path, sent))).toMatchObject({ status: 400, code: 1200 });
    }
    const plain = await call(gateway, "POST", path, body, { "content-type": "text/plain" });
    expect(refusalOf(plain)).toMatchObject({ status: 400, code: 1200 });
  });

  test("a body beyond all pictures is 413 in the gateway's form", async () => {
    const told = await call(gateway, "POST", path, { ...body, human_image: "A".repeat(33 * 1024 * 1024) });
    expect(told).toMatchObject({ status: 413, body: { error: { type: "new_api_error" } } });
  });

  test("another method and another path", async () => {
    expect(refusalOf(await call(gateway, "PUT", path, body))).toMatchObject({ status: 404, code: 1202 });
    const told = await call(gateway, "POST", "/providers/gateway/kling/v1/images/other", body);
    expect(told).toMatchObject({ status: 404, body: { error: { type: "invalid_request_error" } } });
  });
});

test("PNG and JPEG of 300 px pass, empty optional fields and unknown ones do not matter", async () => {
  const human_image = await base64Of(blank(300, 300).png());
  const told = await call(gateway, "POST", path, { ...body, human_image, callback_url: "", n: 4 });
  expect(taskOf(told)).toMatchObject({ task_status: "submitted", task_info: {} });
});

test("an external id can be used once by each account", async () => {
  const sent = { ...body, external_task_id: "ours-1" };
  expect(taskOf(await call(gateway, "POST", path, sent)).task_info).toStrictEqual({
    external_task_id: "ours-1",
  });
  expect(refusalOf(await call(gateway, "POST", path, sent))).toMatchObject({ status: 400, code: 1201 });
  const other = await call(gateway, "POST", path, sent, { authorization: `Bearer ${otherKey}` });
  expect(other.status).toBe(200);
});

test("a task beyond the parallel limit is refused with 1303, and passes when one has ended", async () => {
  const all = await Promise.all([1, 2, 3, 4].map(() => call(gateway, "POST", path, body)));
  const refused = all.filter(({ status }) => status !== 200);
  const expected = { status: 429, code: 1303, message: "parallel task over resource pack limit" };
  expect(refused.map(refusalOf)).toStrictEqual([expected, expected]);
  await call(gateway, "POST", `/_control/tasks/${gateway.world.tasks[0]?.id}/finish`);
  expect(await call(gateway, "POST", path, body)).toMatchObject({ status: 200 });
});
