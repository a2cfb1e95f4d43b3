import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createVault } from "../../app/vault/vault.server.ts";

const context = { shop: "one.myshopify.com", field: "connection.credentials" };
const secret = JSON.stringify({ apiKey: "sk-live-4f9a77c1d2e84b6f9b0c" });

function key(id: string) {
  return { id, bytes: randomBytes(32) };
}

/** The sealed bytes, changed and put back behind the same version and key id. */
function changed(sealed: string, change: (bytes: Buffer) => Buffer): string {
  const start = sealed.lastIndexOf(":") + 1;
  return sealed.slice(0, start) + change(Buffer.from(sealed.slice(start), "base64url")).toString("base64url");
}

describe("a sealed value", () => {
  it.each([
    ["a short text", "x"],
    ["an empty text", ""],
    ["letters of many scripts", "Schlüssel 🗝️ 鍵 \u0000 end"],
    ["a long text", "0123456789".repeat(20_000)],
  ])("opens again: %s", (_name, text) => {
    const vault = createVault([key("k1")]);
    expect(vault.open(vault.seal(text, context), context)).toBe(text);
  });

  it("holds nothing of the plain text, in no encoding", () => {
    const sealed = createVault([key("k1")]).seal(secret, context);
    const kept = Buffer.from(sealed.slice(sealed.lastIndexOf(":") + 1), "base64url").toString("latin1");
    for (let start = 0; start + 5 <= secret.length; start += 1) {
      const piece = secret.slice(start, start + 5);
      for (const text of [sealed, kept]) expect(text).not.toContain(piece);
    }
    for (const encoding of ["base64", "base64url", "hex"] as const)
      expect(sealed).not.toContain(Buffer.from(secret).toString(encoding).slice(0, 12));
  });

  it("is another one each time, so that equal secrets cannot be told", () => {
    const vault = createVault([key("k1")]);
    const sealed = Array.from({ length: 100 }, () => vault.seal(secret, context));
    expect(new Set(sealed).size).toBe(100);
  });

  it.each([
    ["another shop", { shop: "two.myshopify.com", field: "connection.credentials" }],
    ["another field", { shop: "one.myshopify.com", field: "session.accessToken" }],
    ["no shop", { shop: "", field: "connection.credentials" }],
    ["a border moved between the two", { shop: "one.myshopify.comconnection", field: ".credentials" }],
  ])("does not open for %s", (_name, other) => {
    const vault = createVault([key("k1")]);
    expect(() => vault.open(vault.seal(secret, context), other)).toThrow(
      `${other.field} does not open with the key "k1": wrong key, or altered data`,
    );
  });
});

describe("a value that was damaged", () => {
  const vault = createVault([key("k1")]);
  const sealed = vault.seal(secret, context);
  const length = Buffer.from(sealed.slice(6), "base64url").length;
  const sentence = 'connection.credentials does not open with the key "k1"';

  it("is refused with field and key, whichever byte it is", () => {
    for (let place = 0; place < length; place += 1) {
      const altered = changed(sealed, (bytes) => {
        bytes[place] = (bytes[place] ?? 0) ^ 1;
        return bytes;
      });
      expect(() => vault.open(altered, context)).toThrow(sentence);
    }
  });

  it("is refused with field and key, wherever it was cut off", () => {
    for (let kept = 0; kept < length; kept += 1) {
      const cut = changed(sealed, (bytes) => bytes.subarray(0, kept));
      expect(() => vault.open(cut, context)).toThrow(sentence);
    }
  });

  it("is refused when bytes were added", () => {
    const longer = changed(sealed, (bytes) => Buffer.concat([bytes, Buffer.alloc(1)]));
    expect(() => vault.open(longer, context)).toThrow(sentence);
  });

  it.each(["", "v1", "v1:", "v1::AAAA", "v2:k1:AAAA", "sk-live-4f9a77c1d2e84b6f9b0c"])(
    "is refused when it never was a sealed one: %j",
    (text) => {
      expect(() => vault.open(text, context)).toThrow("connection.credentials should be sealed and is not");
    },
  );

  it("keeps the plain text and the sealed one out of the error", () => {
    const other = createVault([key("k1")]);
    for (const [from, text] of [
      [other, sealed],
      [vault, changed(sealed, (bytes) => bytes.fill(0, 20, 30))],
    ] as const) {
      const told = messageOf(() => from.open(text, context));
      expect(told).not.toContain("4f9a77c1");
      expect(told).not.toContain(text.slice(8, 24));
    }
  });
});

describe("the key ring", () => {
  const [older, newer] = [key("k1"), key("k2")];

  it("seals with the newest key, while the older one still opens", () => {
    const before = createVault([older]).seal(secret, context);
    const vault = createVault([newer, older]);
    expect(vault.newestKeyId).toBe("k2");
    expect(vault.seal(secret, context)).toMatch(/^v1:k2:/);
    expect(before).toMatch(/^v1:k1:/);
    expect(vault.open(before, context)).toBe(secret);
  });

  it("names the key that it lacks", () => {
    const sealed = createVault([older]).seal(secret, context);
    expect(() => createVault([newer]).open(sealed, context)).toThrow(
      'connection.credentials is sealed with the key "k1", which VAULT_KEYS does not hold',
    );
  });

  it("does not open with other bytes under the same id", () => {
    const sealed = createVault([older]).seal(secret, context);
    expect(() => createVault([key("k1")]).open(sealed, context)).toThrow('does not open with the key "k1"');
  });

  it("does not open under another key's id, although the ring holds both", () => {
    const vault = createVault([newer, older]);
    const renamed = vault.seal(secret, context).replace("v1:k2:", "v1:k1:");
    expect(() => vault.open(renamed, context)).toThrow('does not open with the key "k1"');
  });

  it("is refused when it is empty", () => {
    expect(() => createVault([])).toThrow("VAULT_KEYS holds no key");
  });
});

function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return String(error);
  }
  throw new Error("nothing was thrown");
}
