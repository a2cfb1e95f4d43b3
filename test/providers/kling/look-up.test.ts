import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FailureCode } from "../../../app/providers/failures.ts";
import { cutBeforeAnswer, json, type Reply, text } from "../peer.ts";
import { type Gateway, input, startGateway } from "./gateway.ts";

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const task = json(200, { code: 0, data: { task_id: "815335657866002502", task_status: "processing" } });
const noSuchTask = json(404, { code: 1203, message: "task not found", request_id: "r" });
const relayNoSuchTask = json(400, { code: "task_not_exist", message: "task_not_exist" });
const wrongKey = json(401, { error: { message: "", type: "new_api_error", code: "invalid_token" } });

describe("looking for a start whose outcome is unknown", () => {
  function found(reply: Reply) {
    gateway.peer.answerWith(reply);
    return gateway.kling.find(input.externalId);
  }

  it("finds the task by our own id, and with it Kling's", async () => {
    const operation = { taskId: "815335657866002502" };
    expect(await found(task)).toStrictEqual({ ok: true, value: { found: "task", operation } });
  });

  it.each<[string, Reply]>([
    ["Kling's own", noSuchTask],
    ["a relay's", relayNoSuchTask],
    ["a page's", text(404, "<h1>Not found</h1>")],
    ["an answer of another kind", json(200, { code: "success", data: [] })],
  ])('takes no "no such task" for a proof that none was made: %s', async (_name, reply) => {
    expect(await found(reply)).toStrictEqual({ ok: true, value: { found: "unsupported" } });
  });

  it.each<[string, Reply, FailureCode, boolean]>([
    ["the key is refused", wrongKey, "key_refused", false],
    ["there is trouble", json(503, { code: 5001, message: "" }), "provider_trouble", true],
    ["it is asked too often", json(429, { code: 1302, message: "" }), "busy", true],
    ["the line is cut", cutBeforeAnswer, "provider_trouble", true],
    ["the task has no id", json(200, { code: 0, data: {} }), "unexpected_answer", false],
  ])("learns nothing when %s", async (_name, reply, code, retry) => {
    expect(await found(reply)).toMatchObject({ ok: false, failure: { code, retry } });
  });
});

describe("checking a key", () => {
  function checked(reply: Reply) {
    gateway.peer.answerWith(reply);
    return gateway.kling.check();
  }

  it.each<[string, Reply]>([
    ["there is no such task", noSuchTask],
    ["there is no such task, by a relay", relayNoSuchTask],
    ["the id is none", json(400, { code: 1201, message: "invalid task id" })],
    ["there is one of that name", task],
  ])("passes when the answer is that %s", async (_name, reply) => {
    expect(await checked(reply)).toStrictEqual({ ok: true, value: {} });
  });

  it.each<[string, Reply, FailureCode]>([
    ["Kling refuses it", json(401, { code: 1002, message: "" }), "key_refused"],
    ["the relay refuses it", wrongKey, "key_refused"],
    ["the balance is gone", json(429, { code: 1102, message: "" }), "balance_gone"],
    ["the key may not use this", json(403, { code: 1103, message: "" }), "not_permitted"],
    ["this machine is not on the list", json(429, { code: 1304, message: "" }), "address_not_allowed"],
    ["there is trouble", text(503, ""), "provider_trouble"],
    ["the address belongs to something else: 200", text(200, "<h1>Welcome</h1>"), "unexpected_answer"],
    ["the address belongs to something else: 404", text(404, "<h1>Not found</h1>"), "unexpected_answer"],
    ["the address belongs to something else: 400", text(400, "<h1>Bad request</h1>"), "unexpected_answer"],
    ["the address belongs to something else: 405", text(405, ""), "unexpected_answer"],
  ])("fails when %s", async (_name, reply, code) => {
    expect(await checked(reply)).toMatchObject({ ok: false, failure: { code } });
  });
});
