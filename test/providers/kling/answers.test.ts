import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { json, type Reply, text } from "../peer.ts";
import { type Gateway, input, startGateway } from "./gateway.ts";

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const sampleShape = z.object({ source: z.string(), answer: z.record(z.string(), z.unknown()) });

function sample(name: string): Reply {
  const file = new URL(`../../fixtures/kling/${name}.json`, import.meta.url);
  return json(200, sampleShape.parse(JSON.parse(readFileSync(file, "utf8"))).answer);
}

function startedWith(reply: Reply) {
  gateway.peer.answerWith(reply);
  return gateway.kling.start(input);
}

function statusWith(reply: Reply) {
  gateway.peer.answerWith(reply);
  return gateway.kling.status({ taskId: "7" });
}

const task = (fields: object) => json(200, { code: 0, data: { task_id: "7", ...fields } });
const picture = "https://h1.inkwai.com/bs2/upload-ylab-stunt/1fa0ac67d8ce6cd55b50d68b967b3a59.png";

describe("the sample that a provider's own document gives is read", () => {
  it.each([
    ["000-create-answer", "815335657866002502"],
    ["001-create-answer", "CjikY2gHPbcAAAAABI5n9g"],
    ["002-create-answer", "string"],
  ])("%s as a task that was made", async (name, taskId) => {
    expect(await startedWith(sample(name))).toStrictEqual({ ok: true, value: { taskId } });
  });

  it.each(["000-create-answer", "001-create-answer", "002-create-answer"])(
    "%s as a task that runs",
    async (name) => {
      expect(await statusWith(sample(name))).toStrictEqual({ ok: true, value: { state: "running" } });
    },
  );

  it.each(["001-query-answer", "002-query-answer"])("%s as a finished task", async (name) => {
    const value = { state: "done", pictureAddress: picture };
    expect(await statusWith(sample(name))).toStrictEqual({ ok: true, value });
  });
});

describe("a status", () => {
  const images = [{ url: picture }];

  it.each<[string, object, object]>([
    ["submitted", { task_status: "submitted" }, { state: "running" }],
    ["processing", { task_status: "processing" }, { state: "running" }],
    [
      "processing, with everything empty",
      { task_status: "processing", task_status_msg: null, task_result: null },
      { state: "running" },
    ],
    [
      "processing, with a list that is not there yet",
      { task_status: "processing", task_result: { images: null } },
      { state: "running" },
    ],
    [
      "succeed",
      { task_status: "succeed", task_result: { images } },
      { state: "done", pictureAddress: picture },
    ],
    [
      "succeeded",
      { task_status: "succeeded", task_result: { images } },
      { state: "done", pictureAddress: picture },
    ],
    [
      "succeed, with fields that nobody announced",
      {
        task_status: "succeed",
        task_info: {},
        final_unit_deduction: "1",
        task_result: { images: [{ id: "", url: picture }], videos: [] },
      },
      { state: "done", pictureAddress: picture },
    ],
  ])("is read: %s", async (_name, fields, value) => {
    expect(await statusWith(task(fields))).toStrictEqual({ ok: true, value });
  });

  it.each<[string, object]>([
    ["no result", {}],
    ["no pictures", { task_result: { images: [] } }],
    ["an empty address", { task_result: { images: [{ url: "" }] } }],
  ])("finished with %s is a failure that may have cost money", async (_name, fields) => {
    expect(await statusWith(task({ task_status: "succeed", ...fields }))).toMatchObject({
      ok: true,
      value: { state: "failed", failure: { code: "unexpected_answer", retry: false, mayHaveStarted: true } },
    });
  });

  it.each<[string, unknown]>([
    ["a word that Kling does not use", { task_id: "7", task_status: "SUCCESS" }],
    ["no word", { task_id: "7" }],
    ["no id", { task_status: "processing" }],
    ["a list of tasks", [{ task_id: "7", task_status: "processing" }]],
    ["nothing", null],
  ])("of %s is not guessed at", async (_name, data) => {
    expect(await statusWith(json(200, { code: 0, data }))).toMatchObject({
      ok: false,
      failure: { code: "unexpected_answer", retry: false },
    });
  });

  it.each([
    ["Failure to pass the risk control system", "photo_refused"],
    ["The picture contains sensitive content", "photo_refused"],
    ["there is no human in the video", "no_person"],
    ["No person detected", "no_person"],
    ["Human not found", "no_person"],
    ["human is not detected in human_image", "no_person"],
    ["The cloth image can't be used", "garment_refused"],
    ["garment combination is not supported", "garment_refused"],
    ["The resolution or aspect ratio of the input image is invalid", "generation_failed"],
    ["", "generation_failed"],
    [undefined, "generation_failed"],
  ])("failed with %j means %s", async (message, code) => {
    expect(await statusWith(task({ task_status: "failed", task_status_msg: message }))).toStrictEqual({
      ok: true,
      value: {
        state: "failed",
        failure: { code, retry: false, mayHaveStarted: true, detail: "Kling reported the task as failed" },
      },
    });
  });
});

describe("an answer that cannot be read to a start", () => {
  it.each<[string, Reply]>([
    ["half JSON", text(200, '{"code":0,"data":{"task_id":"81533')],
    ["no JSON", text(200, "<!doctype html><title>Welcome</title>")],
    ["nothing", text(200, "")],
    ["JSON's null", text(200, "null")],
    ["a list", json(200, [])],
    ["a code that is text", json(200, { code: "0", data: { task_id: "7" } })],
    ["another relay's envelope", json(200, { code: "success", data: { task_id: "7", status: "queued" } })],
    ["no envelope", json(200, { id: "7", task_id: "7", object: "video", progress: 0 })],
    ["no data", json(200, { code: 0, message: "SUCCEED" })],
    ["no task id", json(200, { code: 0, data: { task_status: "submitted" } })],
    ["an empty task id", json(200, { code: 0, data: { task_id: "" } })],
    ["a redirect", text(302, "", { location: "/elsewhere" })],
  ])("may well be a success, and is never sent again: %s", async (_name, reply) => {
    expect(await startedWith(reply)).toMatchObject({
      ok: false,
      failure: { code: "unexpected_answer", retry: false, mayHaveStarted: true },
    });
    expect(gateway.peer.received).toHaveLength(1);
  });
});
