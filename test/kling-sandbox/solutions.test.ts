import sharp from "sharp";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { personFile } from "../sandbox/drawings/people.ts";
import { blank, garments, refusalOf } from "./gateway.ts";
import { dataOf, keys, type Providers, startProviders } from "./providers.ts";

const path = "/providers/kling/solutions/virtual_try_on";
const query = "/providers/kling/solutions";

const created = z.strictObject({
  task_id: z.string(),
  status: z.literal("submitted"),
  create_time: z.number(),
  update_time: z.number(),
  external_id: z.string(),
});
const output = z.strictObject({ type: z.literal("image"), url: z.url(), watermark_url: z.url().optional() });
const item = z.strictObject({
  id: z.string(),
  status: z.string(),
  message: z.string(),
  create_time: z.number(),
  update_time: z.number(),
  external_id: z.string(),
  outputs: z.array(output),
  billing: z.array(z.record(z.string(), z.string())),
});

let providers: Providers;
let contents: { type: string; url: string }[] = [];
beforeAll(async () => {
  providers = await startProviders();
  const person = await sharp(await personFile("maja"))
    .resize(400, 600)
    .webp()
    .toBuffer();
  contents = [
    { type: "product_image", url: providers.serve("shirt", await (await garments("upper")).toBuffer()) },
    { type: "person_image", url: providers.serve("person", person) },
  ];
});
afterEach(() => providers.reset());
afterAll(() => providers.close());

const create = (body: object) => providers.call("POST", path, keys.kling, body);
const taken = async (body: object = {}) => dataOf(await create({ contents, ...body }), created);
const ask = (text: string) => providers.call("GET", `${query}?${text}`, keys.kling);

test("a task is made, found by either id in an array, and ends with a picture and what it cost", async () => {
  const options = {
    external_task_id: "ours",
    watermark: { enabled: true },
    callback_url: providers.callbackUrl,
  };
  const { task_id: id, external_id } = await taken({ settings: { keep_pose: false }, options });
  expect(external_id).toBe("ours");
  await providers.finish(id);
  const [done] = dataOf(await ask(`task_ids=${id}`), z.array(item));
  expect(done).toMatchObject({ id, status: "succeed", external_id: "ours", message: "" });
  expect(done?.billing).toStrictEqual([{ charge_type: "unit", amount: "8", package_type: "image" }]);
  const [picture] = done?.outputs ?? [];
  for (const address of [picture?.url ?? "", picture?.watermark_url ?? ""]) {
    const bytes = Buffer.from(await (await fetch(address)).arrayBuffer());
    expect(await sharp(bytes).metadata()).toMatchObject({ format: "jpeg", width: 400, height: 600 });
  }
  expect(dataOf(await ask("external_task_ids=nothing,ours"), z.array(item))).toStrictEqual([done]);
  expect(providers.world.tasks.at(-1)?.request).toMatchObject({
    contents,
    settings: { keep_face: true, keep_pose: false, keep_background: true },
  });
  // Answers say "succeed", callbacks "succeeded".
  expect(providers.heard.map(({ body }) => body["status"])).toStrictEqual([
    "submitted",
    "processing",
    "succeeded",
  ]);
  expect(item.parse(providers.heard.at(-1)?.body)).toStrictEqual({ ...done, status: "succeeded" });
});

test("the two pictures may come in any order, and a watermark only when it is asked for", async () => {
  const { task_id: id } = await taken({ contents: contents.toReversed() });
  await providers.finish(id);
  const [done] = dataOf(await ask(`task_ids=${id}`), z.array(item));
  expect(done?.outputs).toHaveLength(1);
  expect(done?.outputs[0]).not.toHaveProperty("watermark_url");
});

describe("refused with 1201, and no task is made:", () => {
  afterEach(() => {
    if (providers.world.tasks.length > 0) throw new Error("A refused call made a task");
  });

  test.each<[string, () => object]>([
    ["no contents", () => ({ contents: undefined })],
    ["one picture", () => ({ contents: contents.slice(0, 1) })],
    ["three pictures", () => ({ contents: [...contents, contents[0]] })],
    ["the same kind twice", () => ({ contents: [contents[0], contents[0]] })],
    ["a kind that it does not know", () => ({ contents: [contents[0], { ...contents[1], type: "image" }] })],
    ["base64", () => ({ contents: [contents[0], { type: "person_image", url: "iVBORw0KGgo=" }] })],
    ["a word for a switch", () => ({ settings: { keep_face: "true" } })],
    ["settings that are none", () => ({ settings: [] })],
    ["a callback address that is none", () => ({ options: { callback_url: "nowhere" } })],
    ["a watermark without its switch", () => ({ options: { watermark: {} } })],
  ])("%s", async (_name, change) => {
    expect(refusalOf(await create({ contents, ...change() }))).toMatchObject({ status: 400, code: 1201 });
  });

  test("a picture that is too large, too small or of another kind", async () => {
    const pictures = [blank(2_049, 600).jpeg(), blank(300, 600).jpeg(), blank(400, 600).gif()];
    for (const picture of pictures) {
      const url = providers.serve("wrong", await picture.toBuffer());
      const told = await create({ contents: [contents[0], { type: "person_image", url }] });
      expect(refusalOf(told)).toMatchObject({ status: 400, code: 1201 });
    }
  });

  test.each([
    "",
    "task_ids=1&external_task_ids=2",
    "task_ids=",
    "task_ids=1,,2",
    `task_ids=${"1,".repeat(20)}1`,
  ])("the question %j", async (text) => {
    expect(refusalOf(await ask(text))).toMatchObject({ status: 400, code: 1201 });
  });
});

test("a token is refused, at every call", async () => {
  for (const [method, address] of [
    ["POST", path],
    ["GET", `${query}?task_ids=1`],
    ["POST", query],
  ] as const) {
    const told = await providers.call(method, address, "a.b.c", method === "POST" ? { contents } : undefined);
    expect(refusalOf(told)).toMatchObject({ status: 401, code: 1002 });
  }
});

test("an external id can be used once", async () => {
  await taken({ options: { external_task_id: "ours" } });
  const told = await create({ contents, options: { external_task_id: "ours" } });
  expect(refusalOf(told)).toMatchObject({ status: 400, code: 1201 });
});

test("pages go from the newest on, by status, with a cursor", async () => {
  const ids = [(await taken()).task_id, (await taken()).task_id, (await taken()).task_id];
  await providers.finish(ids[0] ?? "");
  const shape = z.strictObject({
    result: z.array(item),
    count: z.number(),
    next_cursor: z.string(),
    has_more: z.boolean(),
  });
  const page = async (body: object) => dataOf(await providers.call("POST", query, keys.kling, body), shape);
  const first = await page({ limit: 2 });
  expect(first).toMatchObject({ result: [{ id: ids[2] }, { id: ids[1] }], count: 2, has_more: true });
  const second = await page({ limit: 2, cursor: first.next_cursor });
  expect(second).toMatchObject({ result: [{ id: ids[0] }], count: 1, has_more: false });
  const done = await page({ filters: [{ key: "status", values: ["succeed"] }] });
  expect(done.result.map(({ id }) => id)).toStrictEqual([ids[0]]);
  expect((await page({ end_time: Date.now() - 60_000 })).count).toBe(0);
  for (const wrong of [{ limit: 501 }, { filters: [{ key: "model", values: ["x"] }] }, { cursor: "7" }]) {
    expect(refusalOf(await providers.call("POST", query, keys.kling, wrong))).toMatchObject({ code: 1201 });
  }
});
