/** A server that speaks S3 and is in trouble, or lies. What s3rver can't be made to do, a peer of the tests does. */
import { createHash, randomUUID } from "node:crypto";
import { inspect } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createS3Storage, type S3Options } from "../../app/storage/s3.server.ts";
import type { Storage } from "../../app/storage/storage.ts";
import {
  cutBeforeAnswer,
  cutMidBody,
  endless,
  neverAnswer,
  nobody,
  type Peer,
  type Reply,
  startPeer,
  text,
} from "../providers/peer.ts";

const name = randomUUID();
const bytes = Buffer.from("the bytes of a sealed picture");
const credentials = { accessKeyId: "AN-ACCESS-KEY-ID", secretAccessKey: "a-secret-access-key" };

let peer: Peer;
beforeAll(async () => {
  peer = await startPeer();
});
afterAll(() => peer.close());

function storageWith(limits: S3Options["limits"] = {}, endpoint = peer.origin): Storage {
  return createS3Storage({
    bucket: "the-bucket",
    region: "eu-central-1",
    endpoint,
    prefix: "pictures/",
    credentials,
    limits: { connectMs: 50_000, answerMs: 50_000, wholeMs: 50_000, ...limits },
  });
}

const acts = [
  { what: "storing in", act: (storage: Storage) => storage.put(name, bytes) },
  { what: "reading from", act: (storage: Storage) => storage.get(name) },
  { what: "deleting from", act: (storage: Storage) => storage.delete(name) },
];

/** The sentence, for whoever reads the log; and nothing in the error that a log must not have. */
async function expectFailure(act: Promise<unknown>, what: string, why: string): Promise<void> {
  const error: unknown = await act.then(
    () => "it went well",
    (thrown: unknown) => thrown,
  );
  expect(error).toStrictEqual(new Error(`${what} the bucket "the-bucket" failed: ${why}`));
  const shown = inspect(error, { depth: 10, showHidden: true });
  for (const secret of [name, ...Object.values(credentials)]) expect(shown).not.toContain(secret);
}

/** An error as S3 writes it, with what it likes to repeat. */
function s3Error(status: number, code: string): Reply {
  const { accessKeyId } = credentials;
  const fields = { Code: code, Message: `${code}: ${name}`, Key: name, AWSAccessKeyId: accessKeyId };
  const inside = Object.entries(fields).map(([field, value]) => `<${field}>${value}</${field}>`);
  return text(status, `<?xml version="1.0"?><Error>${inside.join("")}</Error>`, {
    "content-type": "application/xml",
  });
}

/** The first answers are these, each once; all further ones the last. */
function inTurn(...replies: Reply[]): Reply {
  let turn = 0;
  return (response, received) => {
    const reply = replies[Math.min(turn, replies.length - 1)];
    turn += 1;
    reply?.(response, received);
  };
}

const good = text(200, bytes);
const trouble = s3Error(503, "ServiceUnavailable");
const halfAnswer: Reply = (response) =>
  void response.writeHead(200, { "content-length": "100" }).write("half");

describe("what is asked of the server", () => {
  it("is the bucket and the folder in the path, and nothing that only Amazon understands", async () => {
    peer.answerWith(good);
    for (const { act } of acts) await act(storageWith({}, `http://localhost:${peer.port}`));
    const path = `/the-bucket/pictures/${name}`;
    const asked = peer.received.map((call) => `${call.method} ${call.path.replace(/\?x-id=\w+$/, "")}`);
    expect(asked).toStrictEqual([`PUT ${path}`, `GET ${path}`, `DELETE ${path}`]);
    for (const { headers } of peer.received)
      expect(Object.keys(headers).join(" ")).not.toMatch(/checksum|trailer|content-encoding/);
  });

  it("is signed for the region, together with the bytes", async () => {
    peer.answerWith(good);
    await storageWith().put(name, bytes);
    const [call] = peer.received;
    expect(call?.headers["authorization"]).toMatch(
      /Credential=AN-ACCESS-KEY-ID\/\d{8}\/eu-central-1\/s3\/.*x-amz-content-sha256/,
    );
    expect(call?.headers["x-amz-content-sha256"]).toBe(createHash("sha256").update(bytes).digest("hex"));
    expect(call?.headers["content-length"]).toBe(String(bytes.length));
    expect(call?.body).toBe(bytes.toString());
  });

  it("does not wait for a permission to send, however large the picture is", async () => {
    peer.answerWith(good);
    await storageWith().put(name, Buffer.alloc(10 * 1024 * 1024));
    expect(peer.received).toHaveLength(1);
    expect(peer.received[0]?.headers).not.toHaveProperty("expect");
  });
});

describe.each(acts)("$what a bucket", ({ what, act }) => {
  it("goes well when the server has recovered by the third attempt", async () => {
    peer.answerWith(inTurn(trouble, trouble, good));
    await act(storageWith());
    expect(peer.received).toHaveLength(3);
  });

  it("is given up after the third attempt", async () => {
    peer.answerWith(trouble);
    await expectFailure(act(storageWith()), what, "the server answered 503 (ServiceUnavailable)");
    expect(peer.received).toHaveLength(3);
  });

  it("goes well when the line was dead twice, also in the middle of the answer", async () => {
    peer.answerWith(inTurn(cutBeforeAnswer, cutMidBody(bytes), good));
    await act(storageWith());
    expect(peer.received).toHaveLength(3);
  });

  it.each([
    ["before the answer", cutBeforeAnswer],
    ["in the middle of the answer", cutMidBody(bytes)],
  ])("fails when the line dies each time %s", async (_name, reply) => {
    peer.answerWith(reply);
    await expectFailure(act(storageWith()), what, "the connection failed (ECONNRESET)");
  });

  it("fails when the server is away", async () => {
    await expectFailure(act(storageWith({}, await nobody())), what, "the connection failed (ECONNREFUSED)");
  });

  it("tries again when an attempt hangs, and not for ever", async () => {
    peer.answerWith(neverAnswer);
    await expectFailure(act(storageWith({ answerMs: 50 })), what, "it took too long");
    expect(peer.received).toHaveLength(3);
  });

  it.each([
    ["before its answer", neverAnswer],
    ["in the middle of its answer", halfAnswer],
  ])("ends with the time for all attempts when the server hangs %s", async (_name, reply) => {
    peer.answerWith(reply);
    await expectFailure(act(storageWith({ wholeMs: 200 })), what, "it took too long");
    expect(peer.received.length).toBeLessThan(2);
  });

  it.each([
    ["an answer", 200],
    ["an error", 400],
  ])("hears no more than the cap of %s without an end", async (_name, status) => {
    const { reply, sent } = endless(Buffer.from("x"));
    peer.answerWith((response, received) => {
      // The endless reply begins as a good one; here it may begin as an error.
      const { writeHead } = response;
      response.writeHead = () => Reflect.apply(writeHead, response, [status]);
      reply(response, received);
    });
    const asked = act(storageWith({ answerBytes: 1024 * 1024 }));
    await expectFailure(asked, what, "the answer is longer than any picture");
    // What the two ends of the line hold comes on top.
    expect(await sent).toBeLessThan(30 * 1024 * 1024);
    expect(peer.received).toHaveLength(1);
  });

  it.each([
    ["SignatureDoesNotMatch", 403, "the credentials were refused"],
    ["AccessDenied", 403, "the credentials do not permit it"],
    ["PermanentRedirect", 301, "the bucket is in another region"],
    ["InvalidRequest", 400, "the server answered 400 (InvalidRequest)"],
    ["constructor", 400, "the server answered 400 (constructor)"],
    [name, 400, "the server answered 400"],
  ])("fails at once when the server says %s", async (code, status, why) => {
    peer.answerWith(s3Error(status, code));
    await expectFailure(act(storageWith()), what, why);
    expect(peer.received).toHaveLength(1);
  });
});

describe("a picture that is not there", () => {
  it("is undefined, and its delete goes well, also where the server calls that an error", async () => {
    peer.answerWith(s3Error(404, "NoSuchKey"));
    expect(await storageWith().get(name)).toBeUndefined();
    await storageWith().delete(name);
  });

  it("is not concluded from a 404 of somebody in between", async () => {
    peer.answerWith(text(404, "<html><body>Not Found</body></html>", { "content-type": "text/html" }));
    for (const { act } of acts) await expect(act(storageWith())).rejects.toThrow("the server answered 404");
  });
});

it("a picture as long as the cap is read, and one byte more is not", async () => {
  peer.answerWith(good);
  expect(await storageWith({ answerBytes: bytes.length }).get(name)).toStrictEqual(bytes);
  await expectFailure(
    storageWith({ answerBytes: bytes.length - 1 }).get(name),
    "reading from",
    "the answer is longer than any picture",
  );
});
