import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { readEnvironment } from "../../app/env.server.ts";
import { mistakesOf, whole } from "../helpers/environment.ts";

describe("the key ring", () => {
  const [first, second] = [randomBytes(32), randomBytes(32)];
  const [one, two] = [first.toString("base64"), second.toString("base64")];
  const short = first.subarray(1).toString("base64");
  const long = Buffer.concat([first, Buffer.alloc(1)]).toString("base64");

  it.each([
    ["one key", `k1:${one}`, [{ id: "k1", bytes: first }]],
    [
      "two, in their order",
      `b:${two},a:${one}`,
      [
        { id: "b", bytes: second },
        { id: "a", bytes: first },
      ],
    ],
    [
      "spaces between",
      ` b:${two} , a:${one} `,
      [
        { id: "b", bytes: second },
        { id: "a", bytes: first },
      ],
    ],
    ["an id of all letters allowed", `2026-01_Key:${one}`, [{ id: "2026-01_Key", bytes: first }]],
    ["base64 of the address kind", `k1:${first.toString("base64url")}`, [{ id: "k1", bytes: first }]],
  ])("is read with %s", (_name, given, keys) => {
    expect(readEnvironment({ ...whole, VAULT_KEYS: given }).VAULT_KEYS).toStrictEqual(keys);
  });

  it.each([
    ["no id", one],
    ["an empty id", `:${one}`],
    ["id and key the wrong way round", `${one}:k1`],
    ["a key of 31 bytes", `k1:${short}`],
    ["a key of 33 bytes", `k1:${long}`],
    ["an id without a key", "k1:"],
    ["a comma at the end", `k1:${one},`],
    ["an id with a dot", `k.1:${one}`],
    ["an id that is too long", `${"k".repeat(33)}:${one}`],
    ["an id twice", `k1:${one},k1:${two}`],
    ["a good entry before a bad one", `k1:${one},k2:${short}`],
  ])("is refused with %s, and no key is repeated", (_name, given) => {
    const told = mistakesOf({ ...whole, VAULT_KEYS: given });
    expect(told).toContain("\n  VAULT_KEYS: ");
    for (const secret of [one, two, short, long]) expect(told).not.toContain(secret.slice(0, 20));
  });
});
