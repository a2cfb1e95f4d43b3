import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FailureCode } from "../../../app/providers/failures.ts";
import { createOutgoing } from "../../../app/providers/addresses.server.ts";
import { createSendCall } from "../../../app/providers/http.server.ts";
import { byKey } from "../../../app/providers/kling/authorize.server.ts";
import { createCallKling } from "../../../app/providers/kling/call.server.ts";
import { createKlingTryOn } from "../../../app/providers/kling/try-on.server.ts";
import { cutBeforeAnswer, cutMidBody, endless, json, nobody, type Reply, text } from "../peer.ts";
import { klingTable } from "../refusal-rows.ts";
import { type Gateway, input, startGateway } from "./gateway.ts";

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const words = "the provider's own words";

async function failureOf(reply: Reply) {
  gateway.peer.answerWith(reply);
  const started = await gateway.kling.start(input);
  if (started.ok) throw new Error("the start was taken for a success");
  expect(gateway.peer.received).toHaveLength(1);
  return started.failure;
}

function kling(status: number, code: number, headers: Record<string, string> = {}): Reply {
  return json(status, { code, message: words, request_id: "r" }, headers);
}

type Row = [status: number, code: number, ours: FailureCode, retry: boolean, mayHaveStarted: boolean];

describe("a row of Kling's table of errors", () => {
  it.each<Row>(klingTable)(
    "HTTP %i with %i is %s, again: %s, may run: %s",
    async (status, code, ours, retry, mayHaveStarted) => {
      const failure = { code: ours, retry, mayHaveStarted, detail: `Kling code ${code}` };
      for (const rest of [
        {},
        { data: null },
        { request_id: "r" },
        { message: words, request_id: "r", data: {} },
      ]) {
        expect(await failureOf(json(status, { code, ...rest }))).toStrictEqual(failure);
        // Some gateways send the same under HTTP 200.
        expect(await failureOf(json(200, { code, ...rest }))).toStrictEqual(failure);
      }
    },
  );

  it.each<Row>([
    [400, 1399, "request_refused", false, false],
    [401, 1099, "key_refused", false, false],
    [429, 1399, "busy", true, false],
    [500, 5099, "provider_trouble", true, true],
  ])(
    "that nobody knows yet goes by its status: HTTP %i with %i is %s",
    async (status, code, ours, retry, may) => {
      const failure = { code: ours, retry, mayHaveStarted: may, detail: `Kling code ${code}` };
      expect(await failureOf(kling(status, code))).toStrictEqual(failure);
    },
  );

  it("carries the time after which to come again", async () => {
    const failure = await failureOf(kling(429, 1303, { "retry-after": "7" }));
    expect(failure).toMatchObject({ code: "busy", retry: true, retryAfterMs: 7_000 });
  });
});

describe("a refusal by the relay in front of Kling", () => {
  const nested = { error: { message: words, type: "new_api_error", param: "", code: "invalid_token" } };
  const flat = { code: "task_failed", message: words, data: null };

  it.each<[number, FailureCode, boolean, boolean]>([
    [400, "request_refused", false, false],
    [401, "key_refused", false, false],
    [402, "balance_gone", false, false],
    [403, "not_permitted", false, false],
    [404, "unexpected_answer", false, false],
    [413, "request_refused", false, false],
    [429, "busy", true, false],
    [500, "provider_trouble", true, true],
    [502, "provider_trouble", true, true],
    [503, "provider_trouble", true, true],
    [504, "provider_trouble", true, true],
    [524, "provider_trouble", true, true],
  ])(
    "goes by its status in each of its forms: %i is %s, again: %s, may run: %s",
    async (status, code, retry, may) => {
      const failure = { code, retry, mayHaveStarted: may };
      const relay = { ...failure, detail: `the gateway answered ${status}` };
      // What is neither Kling's envelope nor a relay's says nothing about the request.
      const bare = {
        ...failure,
        code: code === "request_refused" ? "unexpected_answer" : code,
        detail: `HTTP ${status}`,
      };
      expect(await failureOf(json(status, nested))).toStrictEqual(relay);
      expect(await failureOf(json(status, { error: { message: words, code: 1303 } }))).toStrictEqual(relay);
      expect(await failureOf(json(status, { error: { message: null, code: null } }))).toStrictEqual(relay);
      expect(await failureOf(json(status, flat))).toStrictEqual(relay);
      expect(await failureOf(text(status, `<h1>${words}</h1>`))).toStrictEqual(bare);
      expect(await failureOf(text(status, '{"code":13'))).toStrictEqual(bare);
      expect(await failureOf(text(status, ""))).toStrictEqual(bare);
      // A code that says "well" beside a status that does not is not believed.
      expect(await failureOf(json(status, { code: 0, data: { task_id: "7" } }))).toStrictEqual(bare);
    },
  );
});

describe("a start without an answer", () => {
  it.each<[string, Reply]>([
    ["before it", cutBeforeAnswer],
    ["in its midst", cutMidBody('{"code":0,"data":{"task_id":"7"}}')],
  ])("may have made a task when the line is cut %s", async (_name, reply) => {
    expect(await failureOf(reply)).toStrictEqual({
      code: "provider_trouble",
      retry: true,
      mayHaveStarted: true,
      detail: "the call was cut",
    });
  });

  it("may have made a task when the answer is larger than anything that Kling says", async () => {
    expect(await failureOf(endless(Buffer.from('{"code":0')).reply)).toStrictEqual({
      code: "unexpected_answer",
      retry: true,
      mayHaveStarted: true,
      detail: "the call was too_large",
    });
  });

  it("made none when nobody listens, or when the address is not one that we call", async () => {
    const origin = await nobody();
    const outgoing = createOutgoing([origin]);
    const send = createSendCall(outgoing);
    const at = (baseAddress: string) =>
      createKlingTryOn("kolors-virtual-try-on-v1", {
        call: createCallKling(baseAddress, byKey("key"), send),
        provesAbsence: false,
        tellsBalance: false,
      });
    expect(await at(origin).start(input)).toStrictEqual({
      ok: false,
      failure: {
        code: "unreachable",
        retry: true,
        mayHaveStarted: false,
        detail: "the call was unreachable",
      },
    });
    expect(await at("https://10.0.0.1").start(input)).toStrictEqual({
      ok: false,
      failure: { code: "unreachable", retry: false, mayHaveStarted: false, detail: "the call was refused" },
    });
    await outgoing.close();
  });
});

it("no failure repeats the provider's words, the key or the photo", async () => {
  const told = [
    await failureOf(kling(400, 1201)),
    await failureOf(json(401, { error: { message: `${words} Bearer key-1`, code: "invalid_token" } })),
    await failureOf(text(502, `${words} ${input.photo.bytes.toString("base64")}`)),
    await failureOf(json(200, { words })),
  ];
  const said = JSON.stringify(told);
  for (const hidden of [words, "Bearer", input.photo.bytes.toString("base64"), "127.0.0.1"])
    expect(said).not.toContain(hidden);
});
