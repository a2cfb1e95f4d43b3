import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createOutgoing } from "../../app/providers/addresses.server.ts";
import { createDownload } from "../../app/providers/download.server.ts";
import { cutBeforeAnswer, cutMidBody, endless, nobody, type Peer, type Reply, text } from "./peer.ts";
import { blank, type PicturePeers, redirect, startPicturePeers } from "./picture-peers.ts";

const maxBytes = 25 * 1024 * 1024;

let peers: PicturePeers;
beforeAll(async () => {
  peers = await startPicturePeers();
});
afterAll(() => peers.close());

describe("a download from a trusted origin", () => {
  it.each([
    ["image/jpeg", () => blank.clone().jpeg().toBuffer()],
    ["image/png", () => blank.clone().png().toBuffer()],
    ["image/webp", () => blank.clone().webp().toBuffer()],
  ])("brings the bytes of a picture and its type: %s", async (type, make) => {
    const bytes = await make();
    expect(await peers.fetched(text(200, bytes))).toStrictEqual({ ok: true, bytes, type });
  });

  it("goes by the bytes, whatever the header calls them", async () => {
    const answer = await peers.fetched(text(200, peers.png, { "content-type": "text/html" }));
    expect(answer).toMatchObject({ ok: true, type: "image/png" });
  });

  it.each<[string, string, string | Buffer]>([
    ["text that is called a picture", "image/png", "this is no picture, whatever it is called"],
    ["a web page", "text/html", "<!doctype html><title>The link has expired</title>"],
    ["an SVG", "image/svg+xml", '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'],
    ["nothing", "image/jpeg", ""],
    ["the first bytes of a picture alone", "image/jpeg", Buffer.from([0xff, 0xd8, 0xff])],
  ])("is refused for good when it brings %s", async (_name, type, body) => {
    expect(await peers.fetched(text(200, body, { "content-type": type }))).toStrictEqual({
      ok: false,
      retry: false,
      detail: "what was fetched is no picture",
    });
  });

  it.each([
    [204, false],
    [304, false],
    [401, false],
    [403, false],
    [404, false],
    [410, false],
    [500, true],
    [502, true],
    [503, true],
  ])("answered with %i is a failure, to be tried again: %s", async (status, retry) => {
    const detail = `the picture's address answered ${status}`;
    expect(await peers.fetched(text(status, ""))).toStrictEqual({ ok: false, retry, detail });
  });

  it.each<[string, Reply]>([
    ["before its answer", cutBeforeAnswer],
    ["in the midst of the picture", cutMidBody(Buffer.alloc(50_000))],
  ])("that is cut %s may be tried again", async (_name, reply) => {
    expect(await peers.fetched(reply)).toMatchObject({ ok: false, retry: true });
  });

  it("that nobody answers may be tried again", async () => {
    const origin = await nobody();
    const alone = createOutgoing([origin]);
    expect(await createDownload(alone)(`${origin}/x.png`)).toMatchObject({ ok: false, retry: true });
    await alone.close();
  });
});

describe("the size of a download", () => {
  it("may be the cap to the byte, and no byte more", async () => {
    const sized = async (length: number) => {
      const bytes = Buffer.alloc(length);
      peers.png.copy(bytes);
      const answer = await peers.fetched(text(200, bytes));
      // Not the bytes themselves: a report that prints 25 MB of them ends the run.
      return answer.ok ? answer.bytes.length : answer;
    };
    expect(await sized(maxBytes)).toBe(maxBytes);
    expect(await sized(maxBytes + 1)).toStrictEqual({
      ok: false,
      retry: false,
      detail: "the picture is larger than we take",
    });
  });

  it("ends at the cap when the body has no end", async () => {
    const { reply, sent } = endless(peers.png);
    expect(await peers.fetched(reply)).toMatchObject({
      ok: false,
      retry: false,
      detail: "the picture is larger than we take",
    });
    // What stood in buffers on both sides may have gone out beyond it.
    expect(await sent).toBeLessThan(maxBytes + 16 * 1024 * 1024);
  });

  it.each([302, 404, 500])("is not waited for when an endless body comes with a %i", async (status) => {
    const { reply, sent } = endless(peers.png);
    const { origin } = peers.stranger;
    const answer = await peers.fetched((response, received) => {
      const { writeHead } = response;
      response.writeHead = () => writeHead.call(response, status, { location: origin });
      reply(response, received);
    });
    expect(answer.ok).toBe(false);
    expect(await sent).toBeLessThan(maxBytes);
  });
});

describe("a download from elsewhere", () => {
  it.each<[string, (stranger: Peer) => string]>([
    ["plain http", ({ origin }) => `${origin}/picture.png`],
    ["https to this machine", ({ port }) => `https://127.0.0.1:${port}/picture.png`],
    ["a name that resolves to this machine", ({ port }) => `https://localhost:${port}/picture.png`],
    ["no address at all", () => "picture.png"],
    ["an empty address", () => ""],
  ])("is refused for good: %s", async (_name, address) => {
    const { stranger } = peers;
    stranger.answerWith(text(200, peers.png));
    expect(await peers.download(address(stranger))).toMatchObject({ ok: false, retry: false });
    expect(stranger.connections()).toBe(0);
  });

  it("keeps the signed address out of what it says", async () => {
    const { stranger } = peers;
    const details = [
      await peers.fetched(text(404, "")),
      await peers.fetched(cutBeforeAnswer),
      await peers.fetched(text(200, "none")),
      await peers.fetched(redirect(`${stranger.origin}/?signature=secret`)),
      await peers.download(`${stranger.origin}/picture?signature=secret`),
    ];
    expect(details.every(({ ok }) => !ok)).toBe(true);
    expect(JSON.stringify(details)).not.toMatch(/secret|127\.0\.0\.1/);
  });
});
