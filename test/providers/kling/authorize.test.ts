import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AtPeer, startAtPeer } from "../at-peer.ts";
import { json, type Reply, text } from "../peer.ts";
import { input, operation, secrets } from "../subjects.ts";

const { apiKey, accessKey, secretKey } = secrets;
const model = "kolors-virtual-try-on-v1-5";
const startedAt = Date.parse("2026-10-01T12:00:00.999Z");
const seconds = Math.floor(startedAt / 1000);

let at: AtPeer;
beforeAll(async () => {
  at = await startAtPeer();
});
afterAll(() => at.close());

/** A pair of keys at a clock that goes on by a minute with each token. */
function byPair() {
  let minutes = -1;
  const now = () => new Date(startedAt + (minutes += 1) * 60_000);
  return at.make({ provider: "kling", model, credentials: { accessKey, secretKey }, now });
}

const byApiKey = () => at.make({ provider: "kling", model, credentials: { apiKey } });
const taken = json(200, { code: 0, data: { task_id: "7", task_status: "submitted" } });
const refusal = (code: number, status = 401) => json(status, { code, message: "no", request_id: "r" });

function partsOf(authorization: string | undefined) {
  const [, header = "", claims = "", signature = ""] =
    /^Bearer ([\w-]+)\.([\w-]+)\.([\w-]+)$/.exec(authorization ?? "") ?? [];
  const read = (part: string): unknown => JSON.parse(Buffer.from(part, "base64url").toString());
  const signed = createHmac("sha256", secretKey).update(`${header}.${claims}`).digest("base64url");
  return { header: read(header), claims: read(claims), isSigned: signature === signed };
}

/** Answers the first call in one way and all others in another. */
function firstThen(first: Reply, others: Reply): Reply {
  let calls = 0;
  return (response, received) => {
    calls += 1;
    (calls === 1 ? first : others)(response, received);
  };
}

describe("a pair of keys", () => {
  it("signs a token of these two header fields and these three claims, and no other", async () => {
    const [call] = await at.sent(taken, () => byPair().start(input));
    expect(partsOf(call?.headers.authorization)).toStrictEqual({
      header: { alg: "HS256", typ: "JWT" },
      claims: { iss: accessKey, exp: seconds + 1_800, nbf: seconds - 5 },
      isSigned: true,
    });
  });

  it("signs anew for each call, and never sends the secret", async () => {
    const kling = byPair();
    const calls = await at.sent(taken, async () => {
      await kling.start(input);
      await kling.status(operation);
    });
    expect(calls.map(({ headers }) => partsOf(headers.authorization).claims)).toMatchObject([
      { exp: seconds + 1_800 },
      { exp: seconds + 1_860 },
    ]);
    expect(JSON.stringify(calls)).not.toContain(secretKey);
  });
});

describe.each([1003, 1004])("when the clock seems wrong, %i,", (code) => {
  it.each([401, 200])("the call is signed again, and goes out as it was: HTTP %i", async (status) => {
    const kling = byPair();
    let outcome;
    const calls = await at.sent(firstThen(refusal(code, status), taken), async () => {
      outcome = await kling.start(input);
    });
    expect(outcome).toStrictEqual({ ok: true, value: { taskId: "7" } });
    expect(calls).toHaveLength(2);
    const [first, second] = calls;
    expect(partsOf(second?.headers.authorization)).toMatchObject({
      claims: { iss: accessKey, exp: seconds + 1_860, nbf: seconds + 55 },
      isSigned: true,
    });
    const { authorization: _first, ...firstHeaders } = first?.headers ?? {};
    const { authorization: _second, ...secondHeaders } = second?.headers ?? {};
    expect({ ...second, headers: secondHeaders }).toStrictEqual({ ...first, headers: firstHeaders });
  });

  it.each<[string, (kling: ReturnType<typeof byPair>) => Promise<unknown>]>([
    ["start", (kling) => kling.start(input)],
    ["status", (kling) => kling.status(operation)],
    ["find", (kling) => kling.find(input.externalId)],
    ["check", (kling) => kling.check()],
  ])("a %s is signed again once, and then the key is refused", async (_name, act) => {
    let outcome;
    const calls = await at.sent(refusal(code), async () => {
      outcome = await act(byPair());
    });
    expect(calls).toHaveLength(2);
    expect(outcome).toMatchObject({
      ok: false,
      failure: { code: "key_refused", retry: false, mayHaveStarted: false },
    });
  });

  it("an API key is not sent again: there is nothing to sign", async () => {
    expect(await at.sent(refusal(code), () => byApiKey().start(input))).toHaveLength(1);
  });
});

it.each<[string, Reply]>([
  ["1000", refusal(1000)],
  ["1001", refusal(1001)],
  ["1002", refusal(1002)],
  ["1303", refusal(1303, 429)],
  ["5000", refusal(5000, 500)],
  ["a bare 401", text(401, "")],
  ["a relay's 1004", json(401, { error: { message: "", code: 1004 } })],
])("nothing but the clock has a call signed again: %s", async (_name, reply) => {
  expect(await at.sent(reply, () => byPair().start(input))).toHaveLength(1);
});

describe("an API key", () => {
  it("is sent as it is", async () => {
    const calls = await at.sent(taken, () => byApiKey().start(input));
    expect(calls.map(({ headers }) => headers.authorization)).toStrictEqual([`Bearer ${apiKey}`]);
  });

  it("goes before a pair of keys", async () => {
    const credentials = { apiKey, accessKey, secretKey, webhookSecret: "" };
    const kling = at.make({ provider: "kling", model, credentials });
    const calls = await at.sent(taken, () => kling.start(input));
    expect(calls.map(({ headers }) => headers.authorization)).toStrictEqual([`Bearer ${apiKey}`]);
  });
});
