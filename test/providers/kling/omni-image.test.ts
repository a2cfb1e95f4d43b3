import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Garments } from "../../../app/providers/provider.ts";
import type { Settings } from "../../../app/providers/description.ts";
import { describeModel } from "../../../app/providers/registry.ts";
import { type AtPeer, startAtPeer } from "../at-peer.ts";
import { json } from "../peer.ts";
import { input, longId, operation, photoText, picture, secrets } from "../subjects.ts";

let at: AtPeer;
beforeAll(async () => {
  at = await startAtPeer();
});
afterAll(() => at.close());

const make = (settings: Settings = {}, model = "kling-v3-omni") =>
  at.make({ provider: "kling", model, credentials: { apiKey: secrets.apiKey }, settings });

const answer = (data: unknown) => json(200, { code: 0, message: "SUCCEED", request_id: "r", data });
const taken = answer({ task_id: "7", task_status: "submitted" });
const shirt = input.garments.picture.address;
const outfit: Garments = { wear: "separate", upper: { address: shirt }, lower: { address: picture } };
const prompt = "Put {garments} on <<<image_1>>>.";

async function bodyOf(settings: Settings, garments: Garments = input.garments, model?: string) {
  const calls = await at.sent(taken, () => make(settings, model).start({ ...input, garments }));
  expect(calls).toHaveLength(1);
  return calls[0]?.body ?? "";
}

const plain = {
  model_name: "kling-v3-omni",
  prompt: "Put <<<image_2>>> on <<<image_1>>>.",
  image_list: [{ image: photoText }, { image: shirt }],
  resolution: "1k",
  result_type: "single",
  n: 1,
  aspect_ratio: "auto",
  watermark_info: { enabled: false },
  callback_url: input.callbackAddress,
  external_task_id: input.externalId,
};

describe("a start", () => {
  it("sends the person first, then the garment, and says what is to be done with them", async () => {
    const [call] = await at.sent(taken, () => make({ prompt }).start(input));
    expect(JSON.parse(call?.body ?? "")).toStrictEqual(plain);
    const body = JSON.stringify(plain);
    expect({ ...call, body }).toStrictEqual({
      method: "POST",
      path: "/v1/images/omni-image",
      headers: at.headersOf({ authorization: `Bearer ${secrets.apiKey}`, body }),
      body,
    });
  });

  it("sends an outfit as two pictures in the order in which the prompt names them", async () => {
    expect(JSON.parse(await bodyOf({ prompt }, outfit))).toStrictEqual({
      ...plain,
      prompt: "Put <<<image_2>>> and <<<image_3>>> on <<<image_1>>>.",
      image_list: [{ image: photoText }, { image: shirt }, { image: picture }],
    });
  });

  it("sends what was made here as bare base64", async () => {
    const merged: Garments = { wear: "merged", picture: { bytes: input.photo.bytes } };
    expect(JSON.parse(await bodyOf({ prompt }, merged))).toStrictEqual({
      ...plain,
      image_list: [{ image: photoText }, { image: photoText }],
    });
  });

  it("has a prompt of its own where the merchant has none", async () => {
    const { prompt: sent } = JSON.parse(await bodyOf({}));
    expect(sent).toContain("<<<image_1>>>");
    expect(sent).toContain("<<<image_2>>>");
    expect(sent).not.toMatch(/[{}]|<<<image_3>>>/);
  });

  it.each<[string, Settings, object]>([
    ["one picture of several", { count: 9 }, { n: 9 }],
    ["2k", { resolution: "2k" }, { resolution: "2k" }],
    ["4k", { resolution: "4k" }, { resolution: "4k" }],
    ["a shape", { aspectRatio: "3:4" }, { aspect_ratio: "3:4" }],
    ["a watermark", { watermark: true }, { watermark_info: { enabled: true } }],
  ])("sends a setting and nothing else: %s", async (_name, settings, fields) => {
    expect(JSON.parse(await bodyOf({ prompt, ...settings }))).toStrictEqual({ ...plain, ...fields });
  });

  it.each<[Settings, number | string]>([
    [{}, 4],
    [{ seriesAmount: 2 }, 2],
    [{ seriesAmount: 9 }, 9],
    [{ seriesAmount: "auto" }, "auto"],
  ])("sends a series with its own number and without the other: %j", async (settings, amount) => {
    const { n: _n, ...rest } = plain;
    expect(JSON.parse(await bodyOf({ prompt, resultType: "series", ...settings }))).toStrictEqual({
      ...rest,
      result_type: "series",
      series_amount: amount,
    });
  });

  it("sends an element's id as a number, digit by digit: it is longer than a number can hold", async () => {
    const body = await bodyOf({ prompt, elementIds: [longId, "9223372036854775807", "7"] });
    expect(body).toContain(
      `"element_list":[{"element_id":${longId}},{"element_id":9223372036854775807},{"element_id":7}]`,
    );
    expect(Number(longId)).not.toBe(BigInt(longId));
  });

  it("sends nothing that is empty", async () => {
    expect(await bodyOf({ prompt }, outfit)).not.toMatch(/""|\[\]|null|undefined|data:/);
  });
});

describe("the settings", () => {
  const read = (model: string, settings: Settings) =>
    describeModel("kling", model).settings.safeParse({ prompt, ...settings }).success;

  it.each<[string, Settings]>([
    ["4k", { resolution: "4k" }],
    ["a series", { resultType: "series" }],
  ])("take %s for 3.0 Omni alone", (_name, settings) => {
    expect(read("kling-v3-omni", settings)).toBe(true);
    expect(read("kling-image-o1", settings)).toBe(false);
  });

  it.each<[string, Settings]>([
    ["a number of a series without a series", { seriesAmount: 4 }],
    ["a series and a count", { resultType: "series", count: 2 }],
    ["a series of one", { resultType: "series", seriesAmount: 1 }],
    ["a series of ten", { resultType: "series", seriesAmount: 10 }],
    ["no pictures", { count: 0 }],
    ["ten pictures", { count: 10 }],
    ["half a picture", { count: 1.5 }],
    ["8k", { resolution: "8k" }],
    ["a shape that Kling has not", { aspectRatio: "5:4" }],
    ["more elements than fit", { elementIds: Array.from({ length: 8 }, () => "7") }],
    ["an element's name", { elementIds: ["shirt"] }],
    ["a prompt without the person", { prompt: "Put {garments} on." }],
    ["a prompt without the garment", { prompt: "Dress <<<image_1>>>." }],
    ["no prompt", { prompt: "" }],
  ])("refuse %s", (_name, settings) => {
    expect(read("kling-v3-omni", settings)).toBe(false);
  });

  it.each<[string, Settings]>([
    ["4k by O1", { resolution: "4k" }],
    ["a series by O1", { resultType: "series" }],
    ["a series' number without a series", { seriesAmount: 4 }],
  ])("that do not go together are refused before anything is sent, too: %s", async (_name, settings) => {
    let outcome: unknown;
    const calls = await at.sent(taken, async () => {
      outcome = await make({ prompt, ...settings }, "kling-image-o1").start(input);
    });
    expect(calls).toStrictEqual([]);
    expect(outcome).toMatchObject({ ok: false, failure: { code: "request_refused", mayHaveStarted: false } });
  });

  const mostCharacters = 2_500;
  /** As long as it may be, with so many places for the garments. */
  const filled = (places: number, length: number) =>
    `<<<image_1>>>${"{garments}".repeat(places)}`.padEnd(length, "x");

  it.each([1, 2, 3, 100])(
    "never let a prompt grow past what Kling takes: {garments} × %i",
    async (places) => {
      for (let length = 2_600; length > 0; length -= 1) {
        const long = filled(places, length);
        if (long.length !== length || !read("kling-v3-omni", { prompt: long })) continue;
        const { prompt: sent } = JSON.parse(await bodyOf({ prompt: long }, outfit));
        expect(sent.length).toBeLessThanOrEqual(mostCharacters);
        // Kept whole: nothing is cut off to make it fit.
        expect(sent.endsWith(long.slice(-10))).toBe(true);
        return;
      }
    },
  );
});

describe("a status", () => {
  const statusOf = async (task_result: object) => {
    at.peer.answerWith(answer({ task_id: "7", task_status: "succeed", task_result }));
    return make().status(operation);
  };
  const done = { ok: true, value: { state: "done", pictureAddress: picture } };
  const other = [{ index: 0, url: "https://a.example/other.png" }];
  const images = [{ index: 0, url: picture, watermark_url: "https://a.example/marked.png" }];

  it.each<[string, object]>([
    ["of a single", { result_type: "single", images }],
    ["of a single beside an empty series", { result_type: "single", images, series_images: [] }],
    ["of a series", { result_type: "series", series_images: images, images: other }],
    ["of a series that stands where singles stand", { result_type: "series", images }],
    ["of what does not say what it is", { images }],
    ["of a series that does not say what it is", { series_images: images }],
    ["of a series beside empty singles", { result_type: "series", series_images: images, images: [] }],
    ["of a series, empty, beside singles", { result_type: "series", series_images: [], images }],
  ])("shows the first picture %s", async (_name, result) => {
    expect(await statusOf(result)).toStrictEqual(done);
  });
});

it.each([
  ["kling", "/v1/images/omni-image"],
  ["kling-gateway", "/kling/v1/images/omni-image"],
] as const)("is the same at %s, below %s", async (provider, path) => {
  const made = at.make({
    provider,
    model: "kling-image-o1",
    credentials: { apiKey: secrets.apiKey },
    settings: { prompt },
  });
  const [started] = await at.sent(taken, () => made.start(input));
  expect(JSON.parse(started?.body ?? "")).toStrictEqual({ ...plain, model_name: "kling-image-o1" });
  const calls = await at.sent(taken, () => made.status({ taskId: longId }));
  expect([started, ...calls].map((call) => call?.path)).toStrictEqual([path, `${path}/${longId}`]);
});
