import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Peer, type Reply, text } from "./peer.ts";
import { type PicturePeers, redirect, startPicturePeers } from "./picture-peers.ts";

let peers: PicturePeers;
beforeAll(async () => {
  peers = await startPicturePeers();
});
afterAll(() => peers.close());

describe("a redirect", () => {
  it.each([301, 302, 303, 307, 308])("with %i is followed on the trusted origin", async (status) => {
    const answer = await peers.fetched((response, received) => {
      if (received.path === "/real") text(200, peers.png)(response, received);
      else redirect("/real", status)(response, received);
    });
    expect(answer).toMatchObject({ ok: true, type: "image/png" });
    expect(peers.trusted.received.map(({ path }) => path)).toStrictEqual([
      "/picture?signature=secret",
      "/real",
    ]);
  });

  it("is followed three times", async () => {
    const chain: Reply = (response, received) => {
      const step = Number(received.path.slice(1));
      if (step === 0) text(200, peers.png)(response, received);
      else redirect(`/${step - 1}`)(response, received);
    };
    expect(await peers.fetched(chain, "/3")).toMatchObject({ ok: true });
    expect(await peers.fetched(chain, "/4")).toStrictEqual({
      ok: false,
      retry: false,
      detail: "the picture's address redirects too often",
    });
  });

  it("to itself comes to an end", async () => {
    expect(await peers.fetched(redirect("/loop"), "/loop")).toMatchObject({ ok: false, retry: false });
    expect(peers.trusted.received).toHaveLength(4);
  });

  it.each<[string, (stranger: Peer) => string]>([
    ["another server of this machine", ({ origin }) => origin],
    ["the same by https", ({ port }) => `https://127.0.0.1:${port}/`],
    ["the same by name", ({ port }) => `https://localhost:${port}/`],
    ["the same without a protocol", ({ port }) => `//127.0.0.1:${port}/`],
    ["the same inside IPv6", ({ port }) => `https://[::ffff:127.0.0.1]:${port}/`],
    ["a cloud's metadata", () => "http://169.254.169.254/latest/meta-data"],
    ["a cloud's metadata by https", () => "https://169.254.169.254/latest/meta-data"],
    ["a file", () => "file:///etc/passwd"],
    ["bytes of its own", () => "data:image/png;base64,iVBORw0KGgo="],
    ["nothing that is an address", () => "https://"],
  ])("from the trusted origin to %s is refused for good, without a connection", async (_name, target) => {
    const { stranger } = peers;
    stranger.answerWith(text(200, peers.png));
    expect(await peers.fetched(redirect(target(stranger)))).toMatchObject({ ok: false, retry: false });
    expect(stranger.connections()).toBe(0);
  });
});
