import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createOutgoing, type Outgoing } from "../../app/providers/addresses.server.ts";
import { createReadLines } from "../../app/providers/read-lines.server.ts";
import { cutMidBody, endless, type Peer, startPeer, text } from "./peer.ts";

const lines = ["first", "", "second ä€😀", "x".repeat(100_000), "last"];
const file = Buffer.from(lines.join("\n"));

let trusted: Peer;
let stranger: Peer;
let outgoing: Outgoing;
beforeAll(async () => {
  [trusted, stranger] = [await startPeer(), await startPeer()];
  outgoing = createOutgoing([trusted.origin]);
});
beforeEach(() => stranger.answerWith(text(200, file)));
afterAll(async () => {
  await outgoing.close();
  await Promise.all([trusted.close(), stranger.close()]);
});

async function read(from = 0, origin = trusted.origin) {
  const found: { text: string; end: number }[] = [];
  for await (const line of createReadLines(outgoing)(`${origin}/file?signature=secret`, from))
    found.push(line);
  return found;
}

describe("a long text", () => {
  it("comes line by line, each with the place where the next one begins", async () => {
    trusted.answerWith(text(200, file));
    const found = await read();
    expect(found.map((line) => line.text)).toEqual(lines.filter(Boolean));
    for (const { text: line, end } of found)
      expect(file.subarray(0, end).toString("utf8").trimEnd().endsWith(line)).toBe(true);
    expect(found.at(-1)?.end).toBe(file.length);
  });

  it("comes letter by letter just the same", async () => {
    trusted.answerWith((response) => {
      response.writeHead(200);
      for (const byte of file.subarray(0, 40)) response.write(Buffer.from([byte]));
      response.end(file.subarray(40));
    });
    expect((await read()).map((line) => line.text)).toEqual(lines.filter(Boolean));
  });

  it("is gone on with from any line, with peers that know of ranges and with those that don't", async () => {
    trusted.answerWith(text(200, file));
    const whole = await read();
    for (const [place, { end }] of whole.entries()) {
      trusted.answerWith(text(200, file));
      expect(await read(end)).toEqual(whole.slice(place + 1));
      trusted.answerWith(text(206, file.subarray(end)));
      expect(await read(end)).toEqual(whole.slice(place + 1));
      expect(trusted.received[0]?.headers.range).toBe(`bytes=${end}-`);
    }
    trusted.answerWith(text(416, ""));
    expect(await read(file.length)).toEqual([]);
  });

  it("that breaks off is an error, and not an end", async () => {
    trusted.answerWith(cutMidBody("first\nsecond\nthi"));
    await expect(read()).rejects.toThrow();
  });

  it.each([403, 404, 500])("that answers %i is an error that names no address", async (status) => {
    trusted.answerWith(text(status, "no"));
    await expect(read()).rejects.toThrow(new Error(`the file's address answered ${status}`));
  });

  it("is fetched from nobody that may not be called, nor by a detour", async () => {
    await expect(read(0, stranger.origin)).rejects.toThrow();
    trusted.answerWith(text(302, "", { location: `${stranger.origin}/file` }));
    await expect(read()).rejects.toThrow();
    expect(stranger.received).toEqual([]);
    trusted.answerWith(text(302, "", { location: `${trusted.origin}/file` }));
    await expect(read()).rejects.toThrow("too many");
  });

  it("that is one endless line is given up", async () => {
    const { reply, sent } = endless(Buffer.from("first\n"));
    trusted.answerWith(reply);
    await expect(read()).rejects.toThrow("longer than we take");
    expect(await sent).toBeLessThan(64 * 1024 * 1024);
  });
});
