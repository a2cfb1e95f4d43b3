/**
 * The providers' own documents, one by one: their example of a request is what goes out for the same input, and their
 * examples of answers are what is read. In all of them two things differ from the example, for these reasons:
 * - the photo goes as bare base64, never by an address: a shopper's photo is not put where others can fetch it;
 * - our own id and the address of our callback go along where the provider takes them, so that a start whose outcome
 *   is unknown can be found again, and nobody has to wait for the next look.
 */
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { parseJson } from "../../app/providers/json.ts";
import type { Garments, StartInput } from "../../app/providers/provider.ts";
import { type AtPeer, startAtPeer } from "./at-peer.ts";
import { json, type Reply } from "./peer.ts";
import { input, longId, type Made, photoText, picture, secrets } from "./subjects.ts";

let at: AtPeer;
beforeAll(async () => {
  at = await startAtPeer();
});
afterAll(() => at.close());

const values = z.record(z.string(), z.unknown());
const requestShape = z.object({
  method: z.string(),
  address: z.string(),
  headers: z.record(z.string(), z.string()),
  body: values,
});

function fixture(name: string) {
  // With our own reader, because seed 004 has an id that is longer than a number can hold.
  const text = readFileSync(new URL(`../fixtures/${name}.json`, import.meta.url), "utf8");
  return values.parse(parseJson(text));
}
const requestOf = (name: string) => requestShape.parse(fixture(name)["request"]);
const answerOf = (name: string): Reply => json(200, fixture(name)["answer"]);

const credentials = { apiKey: secrets.apiKey };
const one = (address: unknown, kind: "upper" | "dress" = "upper"): Garments => ({
  wear: "one",
  kind,
  picture: { address: String(address) },
});
const ourFields = { callback_url: input.callbackAddress, external_task_id: input.externalId };

/** Starts, holds the line and the headers against the example's, and gives back the body and what came of it. */
async function startLike(example: string, answer: Reply, made: Made, change: Partial<StartInput>) {
  let outcome;
  const calls = await at.sent(answer, async () => {
    outcome = await at.make(made).start({ ...input, ...change });
  });
  const body = calls[0]?.body ?? "";
  const { method, address, headers } = requestOf(example);
  const ours = at.headersOf({ authorization: `Bearer ${secrets.apiKey}`, body });
  expect(calls).toStrictEqual([
    { method, path: address.replace(/^https:\/\/[^/]+/, ""), headers: ours, body },
  ]);
  const theirs = Object.entries(headers).map(([name, value]) => [
    name.toLowerCase(),
    value.replace(/\{+\w+\}+/, secrets.apiKey),
  ]);
  expect(ours).toMatchObject(Object.fromEntries(theirs));
  return { outcome, body };
}

const statusOf = (made: Made, answer: Reply, taskId = "string") => {
  at.peer.answerWith(answer);
  return at.make(made).status({ taskId });
};
const running = { ok: true, value: { state: "running" } };
const done = { ok: true, value: { state: "done", pictureAddress: picture } };

describe("000_5e96708169005bb5.txt, the try-on of a relay of Kling", () => {
  const made: Made = { provider: "kling-gateway", model: "kolors-virtual-try-on-v1", credentials };

  it("its example is what is sent, and its answer is what is read", async () => {
    const { body: example } = requestOf("kling/000-create-request");
    const { outcome, body } = await startLike(
      "kling/000-create-request",
      answerOf("kling/000-create-answer"),
      made,
      { garments: one(example["cloth_image"]) },
    );
    // Its table has neither of our two fields. Relays pass on what they do not know.
    expect(JSON.parse(body)).toStrictEqual({ ...example, human_image: photoText, ...ourFields });
    expect(outcome).toStrictEqual({ ok: true, value: { taskId: "815335657866002502" } });
    expect(await statusOf(made, answerOf("kling/000-create-answer"))).toStrictEqual(running);
  });
});

describe("001_9385e265adb3b2c0.txt, the try-on of DMXAPI", () => {
  const made: Made = { provider: "kling-gateway", model: "kolors-virtual-try-on-v1-5", credentials };

  it("its fields are what is sent, and its answers are what is read", async () => {
    const { body: example } = requestOf("kling/001-create-request");
    const { outcome, body } = await startLike(
      "kling/001-create-request",
      answerOf("kling/001-create-answer"),
      made,
      { garments: one(example["cloth_image"]) },
    );
    // Its table has callback_url and lacks external_task_id, which Kling behind it takes.
    expect(JSON.parse(body)).toStrictEqual({ ...example, human_image: photoText, ...ourFields });
    expect(outcome).toStrictEqual({ ok: true, value: { taskId: "CjikY2gHPbcAAAAABI5n9g" } });
    expect(await statusOf(made, answerOf("kling/001-query-answer"))).toStrictEqual(done);
  });

  it("its task is asked for by the address of making it and the task's id", async () => {
    const calls = await at.sent(answerOf("kling/001-query-answer"), () =>
      at.make(made).status({ taskId: "CjikY2gHPbcAAAAABI5n9g" }),
    );
    expect(calls).toMatchObject([
      { method: "GET", path: "/kling/v1/images/kolors-virtual-try-on/CjikY2gHPbcAAAAABI5n9g", body: "" },
    ]);
  });

  it("its warning of a picture without a person is understood", async () => {
    const failed = {
      task_id: "7",
      task_status: "failed",
      task_status_msg: "there is no human in the video",
    };
    expect(await statusOf(made, json(200, { code: 0, message: "SUCCEED", data: failed }))).toMatchObject({
      ok: true,
      value: { state: "failed", failure: { code: "no_person" } },
    });
  });
});

describe("002_1bd2952f6aa83386.txt, Kling's own try-on", () => {
  const made: Made = { provider: "kling", model: "kolors-virtual-try-on-v1", credentials };

  it("its example of bare base64 is what is sent for the same bytes, and its answers are what is read", async () => {
    const { body: example } = requestOf("kling/002-create-request");
    const bytes = Buffer.from(String(example["human_image"]), "base64");
    const { outcome, body } = await startLike(
      "kling/002-create-request",
      answerOf("kling/002-create-answer"),
      made,
      { photo: { ...input.photo, bytes }, garments: { wear: "merged", picture: { bytes } } },
    );
    // external_task_id came to Kling's table later than this document.
    expect(JSON.parse(body)).toStrictEqual({ ...example, ...ourFields });
    expect(outcome).toStrictEqual({ ok: true, value: { taskId: "string" } });
    expect(await statusOf(made, answerOf("kling/002-query-answer"))).toStrictEqual(done);
  });

  it("its task is asked for at /v1/images, where the document prints /v1images", async () => {
    const calls = await at.sent(answerOf("kling/002-query-answer"), () =>
      at.make(made).status({ taskId: "string" }),
    );
    expect(calls).toMatchObject([{ method: "GET", path: "/v1/images/kolors-virtual-try-on/string" }]);
  });

  it("its list is read when a task is looked for, and its task, which has no id of ours, is not taken for one", async () => {
    const list = answerOf("kling/002-list-answer");
    const noSuchTask = json(404, { code: 1203, message: "", request_id: "r" });
    const calls = await at.sent(
      (response, received) => (received.path.includes("?") ? list : noSuchTask)(response, received),
      async () => {
        const found = await at.make(made).find("string");
        expect(found).toStrictEqual({ ok: true, value: { found: "none" } });
      },
    );
    expect(calls.map(({ path }) => path)).toStrictEqual([
      "/v1/images/kolors-virtual-try-on/string",
      "/v1/images/kolors-virtual-try-on?pageNum=1&pageSize=100",
    ]);
  });
});

describe("003_af16f87076840978.txt, HiDream's try-on", () => {
  const made: Made = { provider: "hidream", model: "hidream-vton", credentials };
  const taskId = "97004e6a-5d2b-11ee-abe3-3a8d18c35963";

  it.each<[string, (example: Record<string, unknown>) => Garments]>([
    [
      "hidream/003-create-request",
      (example) => ({
        wear: "separate",
        upper: { address: String(example["upper_clothes"]) },
        lower: { address: String(example["lower_clothes"]) },
      }),
    ],
    ["hidream/003-create-dress-request", (example) => one(example["dress"], "dress")],
  ])("its example is what is sent, and its answer is what is read: %s", async (name, garments) => {
    const { body: example } = requestOf(name);
    const { outcome, body } = await startLike(name, answerOf("hidream/003-create-answer"), made, {
      externalId: String(example["request_id"]),
      garments: garments(example),
    });
    // Its request_id is ours to choose: the try-on's id. notify_url is in its table, though not in its example.
    expect(JSON.parse(body)).toStrictEqual({
      ...example,
      person: photoText,
      notify_url: input.callbackAddress,
    });
    expect(outcome).toStrictEqual({ ok: true, value: { taskId } });
  });
});

describe("004_dfdfad9453374698.txt, the Omni-Image of a relay of Kling", () => {
  it("its example is what is sent, with the pictures that it leaves out and without what is empty", async () => {
    const { body: example } = requestOf("kling/004-create-request");
    const { prompt, n } = example;
    const [hidden] = z
      .object({ image_list: z.array(z.object({ image: z.string() })) })
      .parse(fixture("kling/004-create-request")["commented"]).image_list;
    const made: Made = {
      provider: "kling-gateway",
      model: "kling-image-o1",
      credentials,
      settings: { prompt: `${prompt}: <<<image_1>>>, {garments}`, count: n, elementIds: [longId] },
    };
    const { outcome, body } = await startLike(
      "kling/004-create-request",
      // Its answer is an empty schema; the relay's others are seed 000's.
      answerOf("kling/000-create-answer"),
      made,
      { garments: one(hidden?.image) },
    );
    expect(parseJson(body)).toStrictEqual({
      ...example,
      ...ourFields,
      // The example makes a picture from words alone. A try-on names the two pictures that it is made from, and its
      // list, which the example hides behind slashes, is there.
      prompt: "生成一张海边跳舞的图片: <<<image_1>>>, <<<image_2>>>",
      image_list: [{ image: photoText }, { image: hidden?.image }],
      // The example sends empty words; Kling's page says not to, so its own usual values are said.
      resolution: "1k",
      aspect_ratio: "auto",
      result_type: "single",
      watermark_info: { enabled: false },
    });
    expect(outcome).toStrictEqual({ ok: true, value: { taskId: "815335657866002502" } });
    // The id that a JavaScript number can't hold, as the example has it: a number, digit by digit.
    expect(body).toContain('"element_list":[{"element_id":835266081714884677}]');
  });
});
