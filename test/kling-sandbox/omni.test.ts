import sharp from "sharp";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { personFile } from "../sandbox/drawings/people.ts";
import { base64Of, blank, garments, refusalOf } from "./gateway.ts";
import { dataOf, keys, made, type Providers, startProviders } from "./providers.ts";

const official = "/providers/kling/v1/images/omni-image";
const gateway = "/providers/gateway/kling/v1/images/omni-image";

const picture = z.object({ index: z.number(), url: z.url(), watermark_url: z.url().optional() });
const done = z.object({
  task_status: z.literal("succeed"),
  final_unit_deduction: z.string().optional(),
  task_result: z.object({
    result_type: z.string(),
    images: z.array(picture).optional(),
    series_images: z.array(picture).optional(),
  }),
});

let providers: Providers;
let person = "";
let shirt = "";
let trousers = "";
beforeAll(async () => {
  providers = await startProviders();
  person = await base64Of(sharp(await personFile("maja")).resize(400, 600));
  shirt = await base64Of(await garments("upper"));
  trousers = await base64Of(await garments("lower"));
});
afterEach(() => providers.reset());
afterAll(() => providers.close());

const tryOn = (more: object = {}) => ({
  model_name: "kling-v3-omni",
  prompt: "The person of <<<image_1>>> wears the shirt of <<<image_2>>>",
  image_list: [{ image: person }, { image: shirt }],
  ...more,
});
const create = (body: unknown) => providers.call("POST", official, keys.kling, body);
const finished = async (body: unknown) => {
  const { task_id: id } = dataOf(await create(body), made);
  await providers.finish(id);
  return dataOf(await providers.call("GET", `${official}/${id}`, keys.kling), done);
};
const bytesAt = async (url = "") => Buffer.from(await (await fetch(url)).arrayBuffer());

test("named pictures become a try-on: several pictures, each its own, each also with a watermark", async () => {
  const { task_result, final_unit_deduction } = await finished(
    tryOn({ n: 3, watermark_info: { enabled: true } }),
  );
  const images = task_result.images ?? [];
  expect(task_result).toMatchObject({ result_type: "single" });
  expect(images.map(({ index }) => index)).toStrictEqual([0, 1, 2]);
  expect(new Set(images.flatMap(({ url, watermark_url }) => [url, watermark_url])).size).toBe(6);
  expect(final_unit_deduction).toBe("24");
  const pictures = await Promise.all(images.map(({ url }) => bytesAt(url)));
  expect(new Set(pictures.map((bytes) => bytes.toString("base64"))).size).toBe(3);
  const { width, height } = await sharp(pictures[0]).metadata();
  expect((width / height).toFixed(2)).toBe("0.67");
  const chest = async (bytes: Buffer | undefined) => {
    const all = await sharp(bytes).resize(40, 60, { fit: "fill" }).removeAlpha().raw().toBuffer();
    return [...all.subarray((20 * 40 + 20) * 3).subarray(0, 3)];
  };
  const before = await chest(Buffer.from(person, "base64"));
  const after = await chest(pictures[0]);
  expect(Math.max(...after.map((value, at) => Math.abs(value - (before[at] ?? 0))))).toBeGreaterThan(30);
});

test("an outfit, a ratio and a series", async () => {
  const image_list = [{ image: person }, { image: shirt }, { image: trousers }];
  const prompt = "<<<image_2>>> and <<<image_3>>> on <<<image_1>>>";
  const body = tryOn({ image_list, prompt, result_type: "series", series_amount: 2, aspect_ratio: "1:1" });
  const { task_result } = await finished(body);
  expect(task_result).toMatchObject({ result_type: "series", series_images: [{ index: 0 }, { index: 1 }] });
  expect(task_result.images).toBeUndefined();
  const { width, height } = await sharp(await bytesAt(task_result.series_images?.[0]?.url)).metadata();
  expect({ width, height }).toStrictEqual({ width: 1_024, height: 1_024 });
});

test("without a picture it draws something, by the standard model, of the size asked for", async () => {
  const { task_result } = await finished({ prompt: "A beach", aspect_ratio: "16:9", resolution: "2k" });
  const { width, height } = await sharp(await bytesAt(task_result.images?.[0]?.url)).metadata();
  expect((width / height).toFixed(2)).toBe("1.78");
  expect(width * height).toBeGreaterThan(4_000_000);
  expect(providers.world.tasks.at(-1)).toMatchObject({ model: "kling-image-o1" });
});

test("an element's id beyond 2^53 stays exact", async () => {
  const text =
    '{"prompt":"<<<element_1>>> at sea","element_list":[{"element_id":835266081714884677},{"element_id":7}]}';
  expect((await create(text)).status).toBe(200);
  expect(providers.world.tasks.at(-1)?.request).toMatchObject({
    element_list: [{ element_id: "835266081714884677" }, { element_id: "7" }],
  });
});

const ten = () => Array.from({ length: 10 }, () => ({ image: shirt }));
describe("refused with 1201:", () => {
  test.each<[string, () => unknown]>([
    ["no prompt", () => tryOn({ prompt: "" })],
    ["2,501 characters", () => tryOn({ prompt: "x".repeat(2_501) })],
    ["a picture that is not there", () => tryOn({ prompt: "<<<image_3>>>" })],
    ["a picture before the first", () => tryOn({ prompt: "<<<image_0>>>" })],
    ["an element that is not there", () => tryOn({ prompt: "<<<object_1>>>" })],
    ["an empty list", () => ({ prompt: "x", image_list: [] })],
    ["an empty picture", () => ({ prompt: "x", image_list: [{ image: "" }] })],
    ["a data: prefix", () => ({ prompt: "x", image_list: [{ image: `data:image/jpeg;base64,${shirt}` }] })],
    ["eleven with the elements", () => tryOn({ image_list: ten(), element_list: [{ element_id: 1 }] })],
    ["an id beyond all longs", () => '{"prompt":"x","element_list":[{"element_id":9999999999999999999}]}'],
    ["an id of endless digits", () => `{"prompt":"x","element_list":[{"element_id":${"9".repeat(400)}}]}`],
    ["an id as text", () => tryOn({ element_list: [{ element_id: "835266081714884677" }] })],
    ["4k of the older model", () => ({ prompt: "x", resolution: "4k" })],
    ["an empty resolution", () => ({ prompt: "x", resolution: "" })],
    ["ten pictures", () => tryOn({ n: 10 })],
    ["half a picture", () => tryOn({ n: 1.5 })],
    ["a series of the older model", () => ({ prompt: "x", result_type: "series" })],
    ["a series of one", () => tryOn({ result_type: "series", series_amount: 1 })],
    ["an unknown ratio", () => tryOn({ aspect_ratio: "5:4" })],
    ["auto without a picture", () => tryOn({ prompt: "x", image_list: undefined, aspect_ratio: "auto" })],
    ["a watermark that is no object", () => tryOn({ watermark_info: true })],
  ])("%s", async (_name, body) => {
    expect(refusalOf(await create(body()))).toMatchObject({ status: 400, code: 1201 });
  });

  test("a picture that is too long for its width", async () => {
    const image = await base64Of(blank(300, 751).jpeg());
    expect(refusalOf(await create({ prompt: "x", image_list: [{ image }] }))).toMatchObject({ code: 1201 });
  });
});

test("4k is for the newer model; what does not count is not looked at", async () => {
  expect((await create(tryOn({ resolution: "4k", n: 1 }))).status).toBe(200);
  expect(providers.world.tasks.at(-1)).toMatchObject({ units: 16 });
  expect((await create(tryOn({ result_type: "series", series_amount: "auto", n: 99 }))).status).toBe(200);
  expect(providers.world.tasks.at(-1)).toMatchObject({ slots: 4 });
});

test("the gateway wants a model, knows no 4k, and takes its own example's empty strings", async () => {
  const ask = (body: object) => providers.call("POST", gateway, keys.gateway, body);
  expect(refusalOf(await ask({ prompt: "x" }))).toMatchObject({ code: 1201 });
  expect(refusalOf(await ask(tryOn({ resolution: "4k" })))).toMatchObject({ code: 1201 });
  expect(refusalOf(await ask(tryOn({ model_name: "kling-v2" })))).toMatchObject({ status: 404, code: 1203 });
  const empty = { resolution: "", aspect_ratio: "", callback_url: "", external_task_id: "" };
  const { task_id: id } = dataOf(
    await ask({ model_name: "kling-image-o1", prompt: "x", n: 1, ...empty }),
    made,
  );
  const told = await providers.call("GET", `${gateway}/${id}`, keys.gateway);
  expect(told).toMatchObject({ status: 200, body: { data: { task_id: id } } });
});

test("each picture takes a slot, counted apart from try-ons", async () => {
  providers.world.parallelLimit = 9;
  expect((await create(tryOn({ n: 5 }))).status).toBe(200);
  expect(refusalOf(await create(tryOn({ n: 5 })))).toMatchObject({ status: 429, code: 1303 });
  expect((await create(tryOn({ n: 4 }))).status).toBe(200);
  const path = "/providers/kling/v1/images/kolors-virtual-try-on";
  const other = await providers.call("POST", path, keys.kling, { human_image: person, cloth_image: shirt });
  expect(other.status).toBe(200);
});
