import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createSigner, type Purpose } from "../../app/vault/signer.server.ts";

const [older, newer] = [
  { id: "k1", bytes: randomBytes(32) },
  { id: "k2", bytes: randomBytes(32) },
];
const purposes: Purpose[] = ["token", "callback", "media"];
const pairs = purposes.flatMap((one) => purposes.map((other) => [one, other] as const));
const value = "5a2b6f0e-7d1c-4a57-9a55-2f3f6c1d9e10";

describe("a signature", () => {
  it.each(purposes)("holds for its own purpose: %s", (purpose) => {
    const signer = createSigner([older]);
    expect(signer.verify(purpose, value, signer.sign(purpose, value))).toBe(true);
  });

  it.each(pairs.filter(([one, other]) => one !== other))("made as %s is refused as %s", (one, other) => {
    const signer = createSigner([older]);
    expect(signer.verify(other, value, signer.sign(one, value))).toBe(false);
  });

  it("is refused for another value", () => {
    const signer = createSigner([older]);
    expect(signer.verify("media", `${value}1`, signer.sign("media", value))).toBe(false);
    expect(signer.verify("media", "", signer.sign("media", value))).toBe(false);
  });

  it("is refused when any one character is another", () => {
    const signer = createSigner([older]);
    const signature = signer.sign("callback", value);
    for (let place = 0; place < signature.length; place += 1) {
      const other = signature[place] === "A" ? "B" : "A";
      const altered = signature.slice(0, place) + other + signature.slice(place + 1);
      expect(signer.verify("callback", value, altered)).toBe(false);
    }
  });

  it.each([
    ["nothing", () => ""],
    ["a cut one", (whole: string) => whole.slice(0, -1)],
    ["a longer one", (whole: string) => `${whole}A`],
    ["another case", (whole: string) => whole.toUpperCase()],
    ["as many characters of more bytes", (whole: string) => "é".repeat(whole.length)],
    ["a line's end behind it", (whole: string) => `${whole}\n`],
  ])("is refused as %s, without an exception", (_name, change) => {
    const signer = createSigner([older]);
    expect(signer.verify("token", value, change(signer.sign("token", value)))).toBe(false);
  });

  it("fits into an address as it is", () => {
    expect(createSigner([older]).sign("media", value)).toMatch(/^[\w-]{43}$/);
  });
});

describe("after a change of keys", () => {
  it("the newest key signs", () => {
    const signature = createSigner([newer, older]).sign("token", value);
    expect(createSigner([newer]).verify("token", value, signature)).toBe(true);
    expect(createSigner([older]).verify("token", value, signature)).toBe(false);
  });

  it.each(purposes)("what the older key signed still holds: %s", (purpose) => {
    const signature = createSigner([older]).sign(purpose, value);
    expect(createSigner([newer, older]).verify(purpose, value, signature)).toBe(true);
  });

  it("what a removed key signed is refused", () => {
    const signature = createSigner([older]).sign("callback", value);
    expect(createSigner([newer]).verify("callback", value, signature)).toBe(false);
  });

  it("an empty ring signs nothing and lets nothing through", () => {
    expect(() => createSigner([]).sign("token", value)).toThrow("the key ring is empty");
    expect(createSigner([]).verify("token", value, "")).toBe(false);
  });
});
