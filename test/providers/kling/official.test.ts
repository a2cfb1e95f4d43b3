import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Call } from "../../../app/providers/http.server.ts";
import type { Garments } from "../../../app/providers/provider.ts";
import { describeModel, describeProvider } from "../../../app/providers/registry.ts";
import { type AtPeer, startAtPeer } from "../at-peer.ts";
import { cutBeforeAnswer, json, type Reply, text } from "../peer.ts";
import { create, input, noSuchTask, operation, photoText, picture, secrets } from "../subjects.ts";

const path = "/v1/images/kolors-virtual-try-on";
const credentials = { apiKey: secrets.apiKey };
const authorization = `Bearer ${secrets.apiKey}`;

let at: AtPeer;
beforeAll(async () => {
  at = await startAtPeer();
});
afterAll(() => at.close());

const models = ["kolors-virtual-try-on-v1", "kolors-virtual-try-on-v1-5"];
const make = (model = "kolors-virtual-try-on-v1-5") => at.make({ provider: "kling", model, credentials });
const answer = (data: unknown) => json(200, { code: 0, message: "SUCCEED", request_id: "r", data });
const taken = answer({ task_id: "7", task_status: "submitted" });

describe.each(models)("a start of %s", (model) => {
  it.each<[string, Garments, string]>([
    ["by its address", input.garments, input.garments.picture.address],
    [
      "that was made here, as bare base64",
      { wear: "merged", picture: { bytes: input.photo.bytes } },
      photoText,
    ],
  ])("sends the photo as bare base64 and the garment %s", async (_name, garments, sent) => {
    const [call] = await at.sent(taken, () => make(model).start({ ...input, garments }));
    const body = {
      model_name: model,
      human_image: photoText,
      cloth_image: sent,
      callback_url: input.callbackAddress,
      external_task_id: input.externalId,
    };
    expect(JSON.parse(call?.body ?? "")).toStrictEqual(body);
    expect({ ...call, body: "" }).toStrictEqual({
      method: "POST",
      path,
      headers: at.headersOf({ authorization, body: JSON.stringify(body) }),
      body: "",
    });
  });

  it("refuses two pictures before anything is sent", async () => {
    const garments: Garments = {
      wear: "separate",
      upper: { address: picture },
      lower: { address: picture },
    };
    let outcome;
    const calls = await at.sent(taken, async () => {
      outcome = await make(model).start({ ...input, garments });
    });
    expect(calls).toStrictEqual([]);
    expect(outcome).toMatchObject({ failure: { code: "request_refused", mayHaveStarted: false } });
  });
});

it("a status asks Kling's own path, and not the one that seed 002 misprints", async () => {
  const calls = await at.sent(taken, () => make().status(operation));
  expect(calls).toStrictEqual([
    {
      method: "GET",
      path: `${path}/${operation["taskId"]}`,
      headers: at.headersOf({ authorization, body: "" }),
      body: "",
    },
  ]);
});

describe("the three regions", () => {
  const regions = describeProvider("kling").baseAddresses.map(({ address }) => address);

  it("are these", () => {
    expect(regions).toStrictEqual([
      "https://api-singapore.klingai.com",
      "https://api.klingai.com",
      "https://api-beijing.klingai.com",
    ]);
  });

  it.each(regions)("%s is called for every model without a prefix", async (region) => {
    for (const { id } of describeProvider("kling").models) {
      const calls: Call[] = [];
      const kling = create({ provider: "kling", model: id, credentials })(region, async (call) => {
        calls.push(call);
        return { kind: "answer", status: 200, text: "{}", retryAfterMs: undefined };
      });
      await kling.start(input);
      const [call] = calls;
      expect(call?.address).toMatch(
        new RegExp(`^${region}/(v1/images/(kolors-virtual-try-on|omni-image)|solutions/virtual_try_on)$`),
      );
    }
  });
});

it("a combination of models and garments is known before it costs anything", () => {
  const outfits = describeProvider("kling").models.map(({ id }) => [id, describeModel("kling", id).outfits]);
  expect(Object.fromEntries(outfits)).toStrictEqual({
    "kolors-virtual-try-on-v1": "no",
    "kolors-virtual-try-on-v1-5": "merged",
    "kling-virtual-try-on-3.0": "no",
    "kling-v3-omni": "separate",
    "kling-image-o1": "separate",
  });
});

describe("a look for a task by our id, when Kling has none of that id,", () => {
  /** Refuses the id; answers for the list. */
  const listAnswers =
    (reply: Reply): Reply =>
    (response, received) =>
      (received.path.includes("?") ? reply : noSuchTask)(response, received);

  const entry = (externalId: string) => ({
    task_id: JSON.rawJSON("835266081714884677"),
    task_status: "processing",
    task_info: { external_task_id: externalId },
  });

  it("asks by the id, and then for the list", async () => {
    const calls = await at.sent(listAnswers(answer([])), () => make().find("a/b"));
    expect(calls.map(({ method, path: asked }) => [method, asked])).toStrictEqual([
      ["GET", `${path}/a%2Fb`],
      ["GET", `${path}?pageNum=1&pageSize=100`],
    ]);
  });

  it("finds it in the list, to the last digit of its id", async () => {
    at.peer.answerWith(listAnswers(answer([{ task_id: "1" }, entry("other"), entry(input.externalId)])));
    expect(await make().find(input.externalId)).toStrictEqual({
      ok: true,
      value: { found: "task", operation: { taskId: "835266081714884677" } },
    });
  });

  it("has the proof that none was made when the list has none either", async () => {
    at.peer.answerWith(listAnswers(answer([{ task_id: "1", task_info: null }, entry("other")])));
    expect(await make().find(input.externalId)).toStrictEqual({ ok: true, value: { found: "none" } });
  });

  it.each<[string, Reply]>([
    ["is cut", cutBeforeAnswer],
    ["is trouble", text(503, "")],
    ["can't be read", answer({ tasks: [] })],
  ])("has no proof when the list %s", async (_name, reply) => {
    at.peer.answerWith(listAnswers(reply));
    expect(await make().find(input.externalId)).not.toStrictEqual({ ok: true, value: { found: "none" } });
  });
});
