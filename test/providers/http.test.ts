import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createOutgoing, type Outgoing } from "../../app/providers/addresses.server.ts";
import { type Call, createSendCall, type SendCall } from "../../app/providers/http.server.ts";
import {
  cutBeforeAnswer,
  cutMidBody,
  endless,
  json,
  neverAnswer,
  nobody,
  type Peer,
  type Reply,
  startPeer,
  text,
} from "./peer.ts";

const maxBytes = 2 * 1024 * 1024;
let peer: Peer;
let outgoing: Outgoing;
let send: SendCall;

beforeAll(async () => {
  peer = await startPeer();
  outgoing = createOutgoing([peer.origin]);
  send = createSendCall(outgoing);
});
afterAll(async () => {
  await outgoing.close();
  await peer.close();
});

function sent(reply: Reply, change: Partial<Call> = {}) {
  peer.answerWith(reply);
  return send({ method: "GET", address: `${peer.origin}/task`, headers: {}, timeoutMs: 10_000, ...change });
}

const stalls: Reply = (response) => void response.writeHead(200).write('{"code":');

const drops: Reply = (response) => {
  response.writeHead(200);
  const timer = setInterval(() => response.write(" "), 10);
  response.on("close", () => clearInterval(timer));
};

describe("a call", () => {
  it("goes out as it is given, and asks for JSON", async () => {
    const body = '{"text":"Schlüssel 🗝️"}';
    const headers = { authorization: "Bearer key", "content-type": "application/json" };
    await sent(json(200, {}), { method: "POST", address: `${peer.origin}/a/b?c=d%2Fe`, headers, body });
    const [received] = peer.received;
    expect(received).toMatchObject({ method: "POST", path: "/a/b?c=d%2Fe", body });
    expect(received?.headers).toMatchObject({ ...headers, accept: "application/json" });
  });

  it.each([200, 201, 400, 401, 404, 429, 500, 503])("brings back a %i with its text", async (status) => {
    expect(await sent(text(status, "as it is"))).toStrictEqual({
      kind: "answer",
      status,
      text: "as it is",
      retryAfterMs: undefined,
    });
  });

  it("keeps letters whole that arrive in pieces", async () => {
    const letters = Buffer.from("图片 🗝️");
    const answer = await sent((response) => {
      response.writeHead(200);
      response.write(letters.subarray(0, 4), () => response.end(letters.subarray(4)));
    });
    expect(answer).toMatchObject({ text: "图片 🗝️" });
  });

  it("follows no redirect: a key goes to nobody but the address of the connection", async () => {
    const answer = await sent(text(307, "", { location: `${peer.origin}/elsewhere` }), { method: "POST" });
    expect(answer).toMatchObject({ kind: "answer", status: 307 });
    expect(peer.received).toHaveLength(1);
  });

  it.each([
    ["0", 0],
    ["7", 7_000],
    ["1.5", 1_500],
    ["3600", 3_600_000],
    ["3601", undefined],
    ["-1", undefined],
    ["soon", undefined],
    ["Wed, 21 Oct 2026 07:28:00 GMT", undefined],
  ])("reads retry-after: %s as %s ms", async (value, retryAfterMs) => {
    expect(await sent(text(429, "", { "retry-after": value }))).toMatchObject({ retryAfterMs });
  });
});

describe("a call that gets no answer", () => {
  it(
    "was sent, and is a timeout, when the other end takes it and is silent",
    { timeout: 5_000 },
    async () => {
      expect(await sent(neverAnswer, { timeoutMs: 100 })).toStrictEqual({
        kind: "fault",
        fault: "timeout",
        sent: true,
      });
      expect(peer.received).toHaveLength(1);
    },
  );

  it("is a timeout when the body stops on its way", { timeout: 5_000 }, async () => {
    expect(await sent(stalls, { timeoutMs: 100 })).toMatchObject({ fault: "timeout", sent: true });
  });

  it(
    "is a timeout when the body comes drop by drop: the limit is for the whole of it",
    { timeout: 5_000 },
    async () => {
      expect(await sent(drops, { timeoutMs: 150 })).toMatchObject({ fault: "timeout", sent: true });
    },
  );

  it.each<[string, Reply]>([
    ["before the answer", cutBeforeAnswer],
    ["in the midst of the body", cutMidBody('{"code":0,')],
    ["by something that is not HTTP", (response) => void response.socket?.end("no HTTP at all\r\n\r\n")],
  ])("was sent, and is cut, when the line goes dead %s", async (_name, reply) => {
    expect(await sent(reply)).toStrictEqual({ kind: "fault", fault: "cut", sent: true });
  });

  it("never left when nobody listens", async () => {
    const origin = await nobody();
    const alone = createOutgoing([origin]);
    const call: Call = { method: "POST", address: `${origin}/x`, headers: {}, body: "{}", timeoutMs: 5_000 };
    expect(await createSendCall(alone)(call)).toStrictEqual({
      kind: "fault",
      fault: "unreachable",
      sent: false,
    });
    await alone.close();
  });

  it.each<[string, (peer: Peer) => string]>([
    ["plain http to an address that is not trusted", ({ port }) => `http://localhost:${port}/task`],
    ["https to this machine", ({ port }) => `https://127.0.0.1:${port}/task`],
    ["a name that resolves to this machine", ({ port }) => `https://localhost:${port}/task`],
    ["a cloud's metadata", () => "https://169.254.169.254/latest/meta-data"],
    ["no address at all", () => "task"],
  ])("never left when it is refused: %s", async (_name, address) => {
    const answer = await sent(json(200, {}), { address: address(peer) });
    expect(answer).toStrictEqual({ kind: "fault", fault: "refused", sent: false });
    expect(peer.connections()).toBe(0);
  });
});

describe("the size of an answer", () => {
  it("may be the cap to the byte, and no byte more", async () => {
    const sized = async (length: number) => {
      const answer = await sent(text(200, "a".repeat(length)));
      return answer.kind === "answer" ? answer.text.length : answer;
    };
    expect(await sized(maxBytes)).toBe(maxBytes);
    expect(await sized(maxBytes + 1)).toStrictEqual({ kind: "fault", fault: "too_large", sent: true });
  });

  it("ends at the cap when the body has no end", async () => {
    const { reply, sent: bytesSent } = endless(Buffer.from("{"));
    expect(await sent(reply)).toMatchObject({ fault: "too_large" });
    // What stood in buffers on both sides may have gone out beyond it.
    expect(await bytesSent).toBeLessThan(maxBytes + 16 * 1024 * 1024);
  });
});
