import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Garments, Operation } from "../../../app/providers/provider.ts";
import type { Settings } from "../../../app/providers/description.ts";
import { type AtPeer, startAtPeer } from "../at-peer.ts";
import { json } from "../peer.ts";
import { input, longId, noSuchTask, operation, picture, secrets } from "../subjects.ts";

let at: AtPeer;
beforeAll(async () => {
  at = await startAtPeer();
});
afterAll(() => at.close());

const make = (settings: Settings = {}) =>
  at.make({
    provider: "kling",
    model: "kling-virtual-try-on-3.0",
    credentials: { apiKey: secrets.apiKey },
    settings,
  });

const answer = (data: unknown) => json(200, { code: 0, message: "", request_id: "r", data });
const taken = answer({ task_id: "7", status: "submitted", create_time: 1, external_id: input.externalId });
const list = (...tasks: object[]) => answer(tasks.map((task) => ({ id: "7", ...task })));

const body = {
  contents: [
    { type: "product_image", url: input.garments.picture.address },
    { type: "person_image", url: input.photo.address },
  ],
  settings: { keep_face: true, keep_pose: true, keep_background: true },
  options: {
    callback_url: input.callbackAddress,
    external_task_id: input.externalId,
    watermark: { enabled: false },
  },
};

describe("a start", () => {
  it("sends both pictures by their addresses, and what is to be kept", async () => {
    const [call] = await at.sent(taken, () => make().start(input));
    const { headers, body: sent, ...line } = call ?? { headers: {}, body: "" };
    expect(line).toStrictEqual({ method: "POST", path: "/solutions/virtual_try_on" });
    expect(headers).toStrictEqual(
      at.headersOf({ authorization: `Bearer ${secrets.apiKey}`, body: JSON.stringify(body) }),
    );
    expect(JSON.parse(sent)).toStrictEqual(body);
    expect(sent).not.toContain(input.photo.bytes.toString("base64"));
  });

  it.each([
    ["keepFace", "keep_face"],
    ["keepPose", "keep_pose"],
    ["keepBackground", "keep_background"],
  ])("gives up %s where the merchant says so, and that alone", async (ours, theirs) => {
    const [call] = await at.sent(taken, () => make({ [ours]: false }).start(input));
    expect(JSON.parse(call?.body ?? "")).toStrictEqual({
      ...body,
      settings: { ...body.settings, [theirs]: false },
    });
  });

  const bytes = { bytes: Buffer.from("picture") };
  it.each<[string, Garments]>([
    ["two garments", { wear: "separate", upper: { address: picture }, lower: { address: picture } }],
    ["a merged outfit", { wear: "merged", picture: bytes }],
    ["a garment without an address", { wear: "one", kind: "upper", picture: bytes }],
  ])("of %s is refused before it is sent", async (_name, garments) => {
    let outcome;
    const calls = await at.sent(taken, async () => {
      outcome = await make().start({ ...input, garments });
    });
    expect(calls).toStrictEqual([]);
    expect(outcome).toMatchObject({
      ok: false,
      failure: { code: "request_refused", retry: false, mayHaveStarted: false },
    });
  });
});

async function statusOf(reply: Parameters<AtPeer["sent"]>[0], of: Operation = operation) {
  at.peer.answerWith(reply);
  return make().status(of);
}

describe("a status", () => {
  it("asks for the one task, with its id in one piece", async () => {
    const [call] = await at.sent(list({ status: "processing" }), () => make().status({ taskId: "a,b&c=d" }));
    expect(call).toStrictEqual({
      method: "GET",
      path: "/solutions?task_ids=a%2Cb%26c%3Dd",
      headers: at.headersOf({ authorization: `Bearer ${secrets.apiKey}`, body: "" }),
      body: "",
    });
  });

  it.each(["succeed", "succeeded"])("of %s is done, by the first of its pictures", async (status) => {
    const outputs = [
      { type: "image", url: picture, watermark_url: "https://a.example/marked.png" },
      { type: "image", url: "https://a.example/second.png" },
    ];
    const billing = [{ charge_type: "unit", amount: "1", package_type: "image" }];
    expect(await statusOf(list({ status, message: "", outputs, billing }))).toStrictEqual({
      ok: true,
      value: { state: "done", pictureAddress: picture },
    });
  });

  it.each([
    ["no list", undefined],
    ["nothing", null],
    ["an empty list", []],
    ["an empty address", [{ type: "image", url: "" }]],
  ])("finished with %s in place of pictures is a failure", async (_name, outputs) => {
    expect(await statusOf(list({ status: "succeeded", outputs }))).toMatchObject({
      ok: true,
      value: { state: "failed", failure: { code: "unexpected_answer", mayHaveStarted: true } },
    });
  });

  it.each<[string, unknown]>([
    ["an empty list", []],
    ["no list", { id: "7", status: "processing" }],
    ["a word that Kling does not use", [{ id: "7", status: "done" }]],
    ["a task without an id", [{ status: "processing" }]],
    ["nothing", null],
  ])("from %s is not guessed at", async (_name, data) => {
    expect(await statusOf(answer(data))).toMatchObject({
      ok: false,
      failure: { code: "unexpected_answer", retry: false },
    });
  });
});

describe("a look for a task by our id", () => {
  it("asks for our id alone, and finds Kling's to the last digit", async () => {
    let found;
    const calls = await at.sent(list({ id: JSON.rawJSON(longId), status: "submitted" }), async () => {
      found = await make().find(input.externalId);
    });
    expect(calls).toMatchObject([
      { method: "GET", path: `/solutions?external_task_ids=${input.externalId}`, body: "" },
    ]);
    expect(found).toStrictEqual({
      ok: true,
      value: { found: "task", operation: { taskId: longId } },
    });
  });

  it("takes an empty list for a proof, and a refusal for none", async () => {
    at.peer.answerWith(answer([]));
    expect(await make().find(input.externalId)).toStrictEqual({ ok: true, value: { found: "none" } });
    at.peer.answerWith(noSuchTask);
    expect(await make().find(input.externalId)).toMatchObject({
      ok: false,
      failure: { code: "request_refused" },
    });
  });
});
