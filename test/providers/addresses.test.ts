import { request } from "undici";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createOutgoing, isPublic } from "../../app/providers/addresses.server.ts";
import { type Peer, startPeer, text } from "./peer.ts";

describe("an address by its number", () => {
  it.each([
    ["loopback", "127.0.0.1"],
    ["the far end of loopback", "127.255.255.254"],
    ["private, class A", "10.0.0.1"],
    ["private, class B", "172.16.0.1"],
    ["the far end of class B", "172.31.255.255"],
    ["private, class C", "192.168.1.1"],
    ["link-local", "169.254.1.1"],
    ["a cloud's metadata", "169.254.169.254"],
    ["a carrier's own net", "100.64.0.1"],
    ["another cloud's metadata", "100.100.100.200"],
    ["no address", "0.0.0.0"],
    ["this network", "0.1.2.3"],
    ["broadcast", "255.255.255.255"],
    ["multicast", "224.0.0.1"],
    ["reserved", "240.0.0.1"],
    ["for protocols", "192.0.0.1"],
    ["for documents", "203.0.113.5"],
    ["for benchmarks", "198.18.0.1"],
    ["loopback of version 6", "::1"],
    ["no address of version 6", "::"],
    ["link-local of version 6", "fe80::1"],
    ["unique local", "fd00::1"],
    ["a cloud's metadata, version 6", "fd00:ec2::254"],
    ["site-local of old", "fec0::1"],
    ["multicast of version 6", "ff02::1"],
    ["for documents, version 6", "2001:db8::1"],
    ["loopback in the old way inside version 6", "::7f00:1"],
    ["loopback inside version 6", "::ffff:127.0.0.1"],
    ["the same in hexadecimal", "::ffff:7f00:1"],
    ["metadata inside version 6", "::ffff:169.254.169.254"],
    ["private inside version 6", "::ffff:10.0.0.1"],
    ["inside version 6, the compatible way", "::127.0.0.1"],
    ["inside version 6, translated", "::ffff:0:127.0.0.1"],
    ["inside NAT64", "64:ff9b::7f00:1"],
    ["inside 6to4", "2002:7f00:1::"],
    ["inside Teredo", "2001:0:7f00:1::"],
  ])("is not a public one: %s, %s", (_name, address) => {
    expect(isPublic(address)).toBe(false);
  });

  it.each([
    "1.1.1.1",
    "8.8.8.8",
    "172.15.255.255",
    "172.32.0.1",
    "100.63.255.255",
    "169.253.255.255",
    "2606:4700:4700::1111",
    "::ffff:8.8.8.8",
  ])("is a public one: %s", (address) => {
    expect(isPublic(address)).toBe(true);
  });
});

describe("a call to an address", () => {
  const outgoing = createOutgoing(["http://127.0.0.1:4000", "https://trusted.internal"]);
  afterAll(() => outgoing.close());
  const choose = (address: string) => outgoing.dispatcherFor(new URL(address));

  it.each([
    "http://example.com/picture.jpg",
    "http://8.8.8.8/picture.jpg",
    "http://127.0.0.1/",
    "http://127.0.0.1:4001/",
    "http://localhost:4000/",
    "http://127.0.0.1:40000/",
    "http://trusted.internal/",
    "http://127.0.0.1.example.com:4000/",
    "ftp://example.com/picture.jpg",
    "file:///etc/passwd",
    "data:image/png;base64,AAAA",
  ])("is refused unless it is https or trusted to the letter: %s", (address) => {
    expect(() => choose(address)).toThrow("only https addresses are called");
  });

  it.each([
    "https://127.0.0.1/",
    "https://127.0.0.1:4000/",
    "https://127.1/",
    "https://2130706433/",
    "https://0x7f000001/",
    "https://0177.0.0.1/",
    "https://127.0.0.1./",
    "https://１２７.0.0.1/",
    "https://169.254.169.254/latest/meta-data",
    "https://10.0.0.1:8443/",
    "https://[::1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[::ffff:a9fe:a9fe]/",
    "https://[fd00:ec2::254]/",
    "https://[64:ff9b::a9fe:a9fe]/",
    "https://user:word@192.168.0.1/",
  ])("is refused when it is a number that is not public, however it is written: %s", (address) => {
    expect(() => choose(address)).toThrow("the address is not a public one");
  });

  it("is let through when it is https to a name or a public number", () => {
    const guarded = choose("https://example.com/");
    expect(choose("https://8.8.8.8/")).toBe(guarded);
    expect(choose("https://[2606:4700:4700::1111]/")).toBe(guarded);
  });

  it("is let through, and not judged by its number, when its origin is a trusted one", () => {
    const trusted = choose("http://127.0.0.1:4000/any/path?query=1");
    expect(choose("https://trusted.internal/x")).toBe(trusted);
    expect(trusted).not.toBe(choose("https://example.com/"));
  });
});

describe("a name", () => {
  let peer: Peer;
  beforeAll(async () => {
    peer = await startPeer();
    peer.answerWith(text(200, "reached"));
  });
  afterAll(() => peer.close());

  it("that resolves to this machine is refused before anything is sent to it", async () => {
    const outgoing = createOutgoing([]);
    const address = new URL(`https://localhost:${peer.port}/`);
    const call = request(address, { dispatcher: outgoing.dispatcherFor(address) });
    await expect(call).rejects.toMatchObject({
      name: "AddressRefused",
      message: "localhost does not resolve to a public address",
    });
    expect(peer.connections()).toBe(0);
    await outgoing.close();
  });

  it("that resolves to this machine is called when it is trusted", async () => {
    const address = new URL(`http://localhost:${peer.port}/`);
    const outgoing = createOutgoing([address.origin]);
    const answer = await request(address, { dispatcher: outgoing.dispatcherFor(address) });
    expect(await answer.body.text()).toBe("reached");
    await outgoing.close();
  });
});
