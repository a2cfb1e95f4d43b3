import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { base64Of, blank, call, type Gateway, path, startGateway, taskOf } from "./gateway.ts";

let gateway: Gateway;
let picture = "";
beforeAll(async () => {
  gateway = await startGateway();
  picture = await base64Of(blank().jpeg());
});
afterEach(() => call(gateway, "POST", "/_control/reset"));
afterAll(() => gateway.close());

test("a task shows its request without picture bytes and only the end of its key", async () => {
  const person = { model_name: "kolors-virtual-try-on-v1", human_image: picture, cloth_image: picture };
  const { task_id: id } = taskOf(await call(gateway, "POST", path, { ...person, external_task_id: "ours" }));
  const { body } = await call(gateway, "GET", "/_control/tasks");
  const bytes = Buffer.from(picture, "base64").length;
  const shown = `<jpeg ${bytes} bytes 400x600>`;
  expect(body).toMatchObject({
    tasks: [{ id, externalId: "ours", key: "sk-…st-1", request: { human_image: shown, cloth_image: shown } }],
  });
  expect(JSON.stringify(body)).not.toContain(picture.slice(0, 40));
});

test.each([
  ["a word it does not know", { on: "create", does: "explode" }],
  ["a misspelt field", { on: "create", does: "cut", taskmade: true }],
  ["a status that HTTP does not have", { on: "create", does: "answer", status: 99, code: 1, message: "" }],
  ["an empty list", []],
  ["broken JSON", '{"on":'],
])("a script with %s is refused and none is added", async (_name, script) => {
  const told = await call(gateway, "POST", "/_control/script", script);
  expect(told).toMatchObject({ status: 400, body: { error: { message: expect.any(String) } } });
  expect(gateway.world.scripts).toStrictEqual([]);
});

test("settings change the world until a reset brings the first ones back", async () => {
  const told = await call(gateway, "POST", "/_control/settings", { taskMs: 250, parallelLimit: 9 });
  expect(told).toStrictEqual({ status: 200, body: { taskMs: 250, parallelLimit: 9 } });
  await call(gateway, "POST", "/_control/reset");
  const after = await call(gateway, "GET", "/_control/settings");
  expect(after.body).toStrictEqual({ taskMs: "never", parallelLimit: 2 });
});

test("finishing a task that is not there is a 404", async () => {
  expect(await call(gateway, "POST", "/_control/tasks/7/finish")).toMatchObject({ status: 404 });
});

test("the inspector escapes what the app sent", async () => {
  const body = { model_name: "kolors-virtual-try-on-v1", human_image: picture, cloth_image: picture };
  await call(gateway, "POST", path, { ...body, external_task_id: "<script>alert(1)</script>" });
  const page = await (await fetch(`${gateway.origin}/inspector`)).text();
  expect(page).toContain("&lt;script&gt;alert(1)");
  expect(page).not.toContain("<script>alert");
});
