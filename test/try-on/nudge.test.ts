import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { isSigned } from "../../app/try-on/nudge.server.ts";

/** As Kling publishes it, with its own signature. */
const secret = "whsec_dGVzdHNlY3JldHRlc3RzZWNyZXR0ZXN0c2VjcmV0MTI=";
const id = "9876543210";
const timestamp = 1781080794;
const body =
  '{"id":"1234567890","status":"succeeded","message":"","create_time":1781080778802,"update_time":1781080794151}';
const signature = "v1,UsKlJP00XoQyOn410NM9xv34sP+Gl0jnOO9Lcpr7NJ4=";
const headers = {
  "webhook-id": id,
  "webhook-timestamp": String(timestamp),
  "webhook-signature": signature,
};

const at = (seconds: number) => vi.setSystemTime(seconds * 1000);
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: timestamp * 1000 });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("a message that Kling signed", () => {
  it("is known by the vector that Kling publishes", () => {
    expect(isSigned(secret, headers, body)).toBe(true);
  });

  it("is known by a secret without its prefix", () => {
    expect(isSigned(secret.replace("whsec_", ""), headers, body)).toBe(true);
  });

  it("is known whatever the case of its headers", () => {
    const shouted = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value]),
    );
    expect(isSigned(secret, shouted, body)).toBe(true);
    expect(isSigned(secret, { ...shouted, "content-type": "application/json" }, body)).toBe(true);
  });

  it("is known by any of several signatures, as while a secret is being changed", () => {
    const other = `v1,${Buffer.alloc(32, 7).toString("base64")}`;
    for (const list of [`${other} ${signature}`, `${signature} ${other}`, `v2,abc ${signature}`])
      expect(isSigned(secret, { ...headers, "webhook-signature": list }, body)).toBe(true);
  });

  it.each([-300, -299, 0, 299, 300])("is known when the clocks differ by %i seconds", (seconds) => {
    at(timestamp + seconds);
    expect(isSigned(secret, headers, body)).toBe(true);
  });
});

describe("a message is nobody's", () => {
  it.each([-302, 302, 86_400])("when it is %i seconds from now", (seconds) => {
    at(timestamp + seconds);
    expect(isSigned(secret, headers, body)).toBe(false);
  });

  it.each<[string, string]>([
    ["a word", body.replace("succeeded", "failed")],
    ["a digit", body.replace("1234567890", "1234567891")],
    ["a space", body.replace(":", ": ")],
    ["a line at its end", `${body}\n`],
    ["everything", ""],
  ])("when its body differs by %s", (_name, changed) => {
    expect(changed).not.toBe(body);
    expect(isSigned(secret, headers, changed)).toBe(false);
  });

  it.each<[string, Partial<typeof headers>]>([
    ["its id is another", { "webhook-id": "9876543211" }],
    ["its time is another", { "webhook-timestamp": String(timestamp + 1) }],
    ["its time is no time", { "webhook-timestamp": "now" }],
    ["its signature is another", { "webhook-signature": signature.replace("Us", "UT") }],
    ["its signature is of another kind", { "webhook-signature": signature.replace("v1", "v2") }],
    ["its signature has no kind", { "webhook-signature": signature.replace("v1,", "") }],
    ["its signature is shorter", { "webhook-signature": signature.slice(0, 20) }],
    ["its signature is empty", { "webhook-signature": "v1," }],
  ])("when %s", (_name, changed) => {
    expect(isSigned(secret, { ...headers, ...changed }, body)).toBe(false);
  });

  it.each(Object.keys(headers))("when it has no %s", (name) => {
    const rest = Object.fromEntries(Object.entries(headers).filter(([other]) => other !== name));
    expect(isSigned(secret, rest, body)).toBe(false);
    expect(isSigned(secret, { ...rest, [name]: "" }, body)).toBe(false);
  });

  it.each<[string, string]>([
    ["another's", `whsec_${Buffer.alloc(32, 1).toString("base64")}`],
    ["one letter off", secret.replace("dGVz", "eGVz")],
    ["the words themselves", "testsecrettestsecrettestsecret12"],
    ["empty", ""],
    ["a bare prefix", "whsec_"],
    ["no base64", "whsec_%%%"],
  ])("when the secret is %s", (_name, wrong) => {
    expect(isSigned(wrong, headers, body)).toBe(false);
  });
});
