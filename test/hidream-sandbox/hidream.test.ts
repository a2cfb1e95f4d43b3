import sharp from "sharp";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { base64Of, blank, garments } from "../kling-sandbox/gateway.ts";
import { keys, type Providers, startProviders } from "../kling-sandbox/providers.ts";
import { personFile } from "../sandbox/drawings/people.ts";

const path = "/providers/hidream/api-pub/ec/v3/image/vton/async";

const created = z.strictObject({
  code: z.literal(0),
  message: z.string(),
  request_id: z.string().min(1),
  result: z.strictObject({ task_id: z.uuid({ version: "v4" }), sub_task_ids: z.tuple([z.string()]) }),
});
const sub = z.strictObject({
  sub_task_id: z.string(),
  task_status: z.number(),
  task_completion: z.number(),
  image: z.string(),
  description: z.string().optional(),
});
const whole = created.extend({
  result: z.strictObject({ task_id: z.string(), sub_task_results: z.tuple([sub]) }),
});
const refused = z.strictObject({
  code: z.number().refine((code) => code !== 0),
  message: z.string().min(1),
  request_id: z.string(),
  result: z.null(),
});

let providers: Providers;
let person = "";
let shirt = "";
let trousers = "";
let dress = "";
beforeAll(async () => {
  providers = await startProviders({ parallelLimit: 2 });
  person = await base64Of(sharp(await personFile("maja")).resize(400, 600));
  shirt = providers.serve("shirt", await (await garments("upper")).webp().toBuffer());
  trousers = await base64Of(await garments("lower"));
  dress = await base64Of(await garments("dress"));
});
afterEach(() => providers.reset());
afterAll(() => providers.close());

const create = (body: unknown, key = keys.hidream) => providers.call("POST", path, key, body);
const taken = async (body: object) => created.parse((await create({ person, ...body })).body);
const asked = async (query: string) => providers.call("GET", `${path}/results?${query}`, keys.hidream);
const result = async (id: string) =>
  whole.parse((await asked(`task_id=${id}`)).body).result.sub_task_results[0];
const codeOf = ({ status, body }: { status: number; body: unknown }) => {
  expect(status).toBe(200);
  return refused.parse(body).code;
};

test("an upper by address and a lower as base64 become one picture, by way of waiting and working", async () => {
  const answer = await taken({ upper_clothes: shirt, lower_clothes: trousers, request_id: "ours" });
  const { task_id: id, sub_task_ids: subs } = answer.result;
  expect(answer.request_id).toBe("ours");
  const [task] = providers.world.tasks;
  // The sandbox moves it on by itself; only then may the test say what it stands at.
  await vi.waitUntil(() => task?.status === "processing");
  Object.assign(task ?? {}, { status: "submitted" });
  expect(await result(id)).toMatchObject({
    sub_task_id: subs[0],
    task_status: 0,
    task_completion: 0,
    image: "",
  });
  Object.assign(task ?? {}, { status: "processing" });
  expect(await result(id)).toMatchObject({ task_status: 2 });
  await providers.finish(id);
  const done = await result(id);
  expect(done).toMatchObject({ task_status: 1, task_completion: 1 });
  const bytes = Buffer.from(await (await fetch(done.image)).arrayBuffer());
  expect(await sharp(bytes).metadata()).toMatchObject({ format: "jpeg", width: 400, height: 600 });
  const shown = `<jpeg ${Buffer.from(person, "base64").length} bytes 400x600>`;
  expect(task).toMatchObject({
    provider: "hidream",
    model: "hidream-vton",
    externalId: "ours",
    request: { person: shown, upper_clothes: shirt, request_id: "ours" },
  });
});

test("a dress alone is worn; a request id may come twice or not at all", async () => {
  const first = await taken({ dress, request_id: "again" });
  const second = await taken({ dress, request_id: "again" });
  expect(second.result.task_id).not.toBe(first.result.task_id);
  expect((await providers.finish(first.result.task_id)).status).toBe("succeed");
  const { request_id, result: made } = await taken({ dress, request_id: "" });
  expect(whole.parse((await asked(`task_id=${made.task_id}&request_id=`)).body).request_id).toBe(request_id);
});

describe("refused under HTTP 200 with a code of its own:", () => {
  test.each<[string, () => unknown]>([
    ["no person", () => ({ dress })],
    ["no garment", () => ({ person, upper_clothes: "" })],
    ["a dress with an upper", () => ({ person, dress, upper_clothes: shirt })],
    ["a dress with a lower", () => ({ person, dress, lower_clothes: trousers })],
    ["a data: prefix", () => ({ person: `data:image/jpeg;base64,${person}`, dress })],
    ["an address where nothing is", () => ({ person, dress: `${shirt}-2` })],
    ["a notify address that is none", () => ({ person, dress, notify_url: "nowhere" })],
    ["a number as request id", () => ({ person, dress, request_id: 7 })],
    ["broken JSON", () => "{"],
    ["a list", () => []],
  ])("%s", async (_name, body) => {
    expect(codeOf(await create(body()))).toBe(400);
    expect(providers.world.tasks).toStrictEqual([]);
  });

  test("no token and an unknown one, for making and for asking", async () => {
    expect(codeOf(await create({ person, dress }, ""))).toBe(401);
    expect(codeOf(await create({ person, dress }, "hidream-token-2"))).toBe(401);
    expect(codeOf(await providers.call("GET", `${path}/results?task_id=1`, keys.kling))).toBe(401);
  });

  test("a task that is not there, and none at all", async () => {
    expect(codeOf(await asked("task_id=1"))).toBe(404);
    expect(codeOf(await asked(""))).toBe(400);
  });

  test("more tasks than may run at once", async () => {
    await taken({ dress });
    await taken({ dress });
    expect(codeOf(await create({ person, dress }))).toBe(429);
  });

  test("what a script wants", async () => {
    await providers.script({ on: "create", does: "answer", status: 200, code: 2031, message: "offline" });
    expect(codeOf(await create({ person, dress }))).toBe(2031);
  });
});

test("a picture without a person fails, a refusal by review is another status", async () => {
  const nobody = await taken({ person: await base64Of(blank().jpeg()), dress });
  await providers.finish(nobody.result.task_id);
  expect(await result(nobody.result.task_id)).toMatchObject({ task_status: 3, image: "" });
  await providers.script({ on: "task", does: "fail", message: "Failure to pass the risk control system" });
  const reviewed = await taken({ dress });
  await providers.finish(reviewed.result.task_id);
  expect(await result(reviewed.result.task_id)).toMatchObject({ task_status: 4 });
});

test("the end alone is told, with what asking would answer", async () => {
  const { result: made } = await taken({ dress, notify_url: providers.callbackUrl });
  await providers.finish(made.task_id);
  expect(providers.heard.map(({ body }) => body)).toStrictEqual([
    (await asked(`task_id=${made.task_id}`)).body,
  ]);
});

test("what is not answered with 200 is told again, three times in all", async () => {
  providers.answers.push(204, 500, 503, 200);
  const { result: made } = await taken({ dress, notify_url: providers.callbackUrl });
  const { callbacks } = await providers.finish(made.task_id);
  expect(callbacks.map(({ answer }) => answer)).toStrictEqual([204, 500, 503]);
});

test("a callback can be forged: a success of a failed task, and not of HiDream's making", async () => {
  await providers.script(
    { on: "task", does: "fail", message: "no" },
    { on: "callback", does: "forge", provider: "hidream" },
  );
  const { result: made } = await taken({ dress, notify_url: providers.callbackUrl });
  await providers.finish(made.task_id);
  const told = providers.heard.map(({ body }) => whole.parse(body).result.sub_task_results[0].task_status);
  expect(told).toStrictEqual([1, 3]);
});
