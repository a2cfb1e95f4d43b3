import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Garments } from "../../../app/providers/provider.ts";
import type { Settings } from "../../../app/providers/description.ts";
import { describeModel } from "../../../app/providers/registry.ts";
import { type AtPeer, startAtPeer } from "../at-peer.ts";
import { json, type Reply, text } from "../peer.ts";
import { input, operation, photoText, picture, secrets } from "../subjects.ts";

const path = "/api-pub/ec/v3/image/vton/async";

let at: AtPeer;
beforeAll(async () => {
  at = await startAtPeer();
});
afterAll(() => at.close());

const make = (settings: Settings = {}) =>
  at.make({
    provider: "hidream",
    model: "hidream-vton",
    credentials: { apiKey: secrets.apiKey },
    settings,
  });

const answer = (result: unknown) => json(200, { code: 0, message: "请求成功", request_id: "r", result });
const taken = answer({ task_id: "7", sub_task_ids: ["s"] });
const results = (...parts: object[]) => answer({ task_id: "7", sub_task_results: parts });
const shirt = input.garments.picture.address;
const authorization = `Bearer ${secrets.apiKey}`;

describe("a start", () => {
  const made = { bytes: input.photo.bytes };

  it.each<[string, Garments, object]>([
    ["an upper", input.garments, { upper_clothes: shirt }],
    ["a lower", { wear: "one", kind: "lower", picture: { address: shirt } }, { lower_clothes: shirt }],
    ["a dress", { wear: "one", kind: "dress", picture: { address: shirt } }, { dress: shirt }],
    [
      "a dress that was made here, as bare base64",
      { wear: "one", kind: "dress", picture: made },
      { dress: photoText },
    ],
    [
      "an outfit",
      { wear: "separate", upper: { address: shirt }, lower: { address: picture } },
      { upper_clothes: shirt, lower_clothes: picture },
    ],
  ])("sends %s in the field of its kind, and no other", async (_name, garments, fields) => {
    const [call] = await at.sent(taken, () => make().start({ ...input, garments }));
    const body = {
      person: photoText,
      ...fields,
      request_id: input.externalId,
      notify_url: input.callbackAddress,
    };
    expect(JSON.parse(call?.body ?? "")).toStrictEqual(body);
    expect({ ...call, body: "" }).toStrictEqual({
      method: "POST",
      path,
      headers: at.headersOf({ authorization, body: JSON.stringify(body) }),
      body: "",
    });
  });

  it("refuses an outfit on one picture before it is sent", async () => {
    let outcome;
    const calls = await at.sent(taken, async () => {
      outcome = await make().start({ ...input, garments: { wear: "merged", picture: made } });
    });
    expect(calls).toStrictEqual([]);
    expect(outcome).toMatchObject({ failure: { code: "request_refused", mayHaveStarted: false } });
  });
});

describe("a status", () => {
  async function statusOf(reply: Reply, settings: Settings = {}) {
    at.peer.answerWith(reply);
    return make(settings).status(operation);
  }

  it("asks at the address that the sibling pages have, with the id in one piece", async () => {
    const calls = await at.sent(results({ task_status: 0 }), () => make().status({ taskId: "a&b=c" }));
    expect(calls).toStrictEqual([
      {
        method: "GET",
        path: `${path}/results?task_id=a%26b%3Dc`,
        headers: at.headersOf({ authorization, body: "" }),
        body: "",
      },
    ]);
  });

  it("asks elsewhere, and reads another field, where the merchant says so", async () => {
    const settings = { resultPath: "/api-pub/gw/v4/results", pictureField: "url" };
    const reply = results({ task_status: 1, image: "https://a.example/other.png", url: picture });
    expect(await statusOf(reply, settings)).toStrictEqual({
      ok: true,
      value: { state: "done", pictureAddress: picture },
    });
    expect(at.peer.received).toMatchObject([{ path: `/api-pub/gw/v4/results?task_id=815335657866002502` }]);
  });

  it.each([0, 2, -1, -5, 5, 1004])(
    "of %i goes on: waiting, at work, or a number nobody knows",
    async (word) => {
      expect(await statusOf(results({ task_status: word, image: picture }))).toStrictEqual({
        ok: true,
        value: { state: "running" },
      });
    },
  );

  it.each<[string, object, string]>([
    ["failed", { task_status: 3 }, "generation_failed"],
    ["failed for want of a person", { task_status: 3, description: "no human detected" }, "no_person"],
    ["failed in review", { task_status: 4 }, "photo_refused"],
    ["done without a picture", { task_status: 1 }, "unexpected_answer"],
    ["done with an empty picture", { task_status: 1, image: "" }, "unexpected_answer"],
    ["done with a picture that is no address", { task_status: 1, image: [picture] }, "unexpected_answer"],
  ])("of a task that is %s", async (_name, part, code) => {
    expect(await statusOf(results(part))).toMatchObject({
      ok: true,
      value: { state: "failed", failure: { code, retry: false, mayHaveStarted: true } },
    });
  });

  it.each<[string, unknown]>([
    ["no parts", { task_id: "7", sub_task_results: [] }],
    ["no list of parts", { task_id: "7" }],
    ["a status in words", { task_id: "7", sub_task_results: [{ task_status: "done" }] }],
    ["nothing", null],
  ])("from %s is not guessed at", async (_name, result) => {
    expect(await statusOf(answer(result))).toMatchObject({
      ok: false,
      failure: { code: "unexpected_answer", retry: false },
    });
  });
});

describe("a check", () => {
  const checked = async (reply: Reply) => {
    let outcome;
    const calls = await at.sent(reply, async () => {
      outcome = await make().check();
    });
    expect(calls).toMatchObject([{ method: "GET", path: `${path}/results?task_id=fitting-room-check` }]);
    return outcome;
  };
  const refusal = (message: string) => json(200, { code: 1001, message, request_id: "r", result: null });

  it.each(["task not found", "任务不存在", "invalid task id"])("passes when told %j", async (message) => {
    expect(await checked(refusal(message))).toStrictEqual({ ok: true, value: {} });
  });

  it.each([
    "Invalid token",
    "Unauthorized",
    "authentication failed",
    "invalid api key",
    "invalid API-key",
    "token无效",
    "鉴权失败",
    "授权已过期",
  ])("fails when told %j", async (message) => {
    expect(await checked(refusal(message))).toMatchObject({ ok: false, failure: { code: "key_refused" } });
  });

  it("fails when the address is somebody else's", async () => {
    for (const status of [200, 400, 404, 405])
      expect(await checked(text(status, "<h1>Welcome</h1>"))).toMatchObject({
        ok: false,
        failure: { code: "unexpected_answer" },
      });
  });
});

it("the settings have the inferred address and field, and take no other kind of thing", () => {
  const { settings } = describeModel("hidream", "hidream-vton");
  expect(settings.parse({})).toStrictEqual({ resultPath: `${path}/results`, pictureField: "image" });
  for (const wrong of [
    { resultPath: "https://elsewhere.example/" },
    { resultPath: "" },
    { pictureField: "" },
    { pictureField: 7 },
  ])
    expect(settings.safeParse(wrong).success).toBe(false);
});
