/** What every storage keeps to, whatever lies behind it. A new kind of storage runs this and nothing else is asked of it. */
import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Storage } from "../../app/storage/storage.ts";

export type MadeStorage = { storage: Storage; close: () => Promise<void> };

export function storageContract(make: () => Promise<MadeStorage>): void {
  let made: MadeStorage;
  beforeAll(async () => {
    made = await make();
  });
  afterAll(() => made.close());

  it("gives back what was put", async () => {
    const [name, bytes] = [randomUUID(), randomBytes(1_000)];
    await made.storage.put(name, bytes);
    expect(await made.storage.get(name)).toStrictEqual(bytes);
  });

  it("gives nothing for a name that was never put", async () => {
    expect(await made.storage.get(randomUUID())).toBeUndefined();
  });

  it("keeps the later of two puts, also when it is the shorter one", async () => {
    const name = randomUUID();
    await made.storage.put(name, randomBytes(5_000));
    const later = randomBytes(10);
    await made.storage.put(name, later);
    expect(await made.storage.get(name)).toStrictEqual(later);
  });

  it("deletes what was put, and that alone", async () => {
    const [name, other] = [randomUUID(), randomUUID()];
    await made.storage.put(name, Buffer.from("one"));
    await made.storage.put(other, Buffer.from("other"));
    await made.storage.delete(name);
    expect(await made.storage.get(name)).toBeUndefined();
    expect(await made.storage.get(other)).toStrictEqual(Buffer.from("other"));
  });

  it("takes a second delete, and one of a name that was never put", async () => {
    const name = randomUUID();
    await made.storage.put(name, Buffer.from("one"));
    await made.storage.delete(name);
    await made.storage.delete(name);
    await made.storage.delete(randomUUID());
    expect(await made.storage.get(name)).toBeUndefined();
  });

  it("takes a name again after its delete", async () => {
    const name = randomUUID();
    await made.storage.put(name, Buffer.from("first"));
    await made.storage.delete(name);
    await made.storage.put(name, Buffer.from("second"));
    expect(await made.storage.get(name)).toStrictEqual(Buffer.from("second"));
  });

  it.each([
    ["no bytes", 0],
    ["one byte", 1],
    ["more bytes than any picture has", 30 * 1024 * 1024],
  ])("keeps %s as they are", async (_name, length) => {
    const [name, bytes] = [randomUUID(), randomBytes(length)];
    await made.storage.put(name, bytes);
    const got = await made.storage.get(name);
    expect(got?.equals(bytes)).toBe(true);
  });

  it("keeps many names apart that are put at once", async () => {
    const puts = Array.from({ length: 200 }, () => ({ name: randomUUID(), bytes: randomBytes(2_000) }));
    await Promise.all(puts.map(({ name, bytes }) => made.storage.put(name, bytes)));
    const got = await Promise.all(puts.map(({ name }) => made.storage.get(name)));
    expect(got.map((bytes, place) => puts[place]?.bytes.equals(bytes ?? Buffer.alloc(0)))).not.toContain(
      false,
    );
  });

  it("keeps its own copy: bytes changed by the caller afterwards change nothing", async () => {
    const [name, bytes] = [randomUUID(), Buffer.from("before")];
    await made.storage.put(name, bytes);
    bytes.write("after!");
    expect(await made.storage.get(name)).toStrictEqual(Buffer.from("before"));
  });

  it.each([
    ["a way up", "../outside"],
    ["a folder", "aaaaaaaa/bbbbbbbb"],
    ["a folder of Windows", "aaaaaaaa\\bbbbbbbb"],
    ["dots", "aaaaaaaa.jpg"],
    ["nothing but dots", "........"],
    ["a null byte", "aaaaaaaa\u0000"],
    ["a line's end", "aaaaaaaa\n"],
    ["capitals", "AAAAAAAA"],
    ["an address", "https://example.com"],
    ["nothing", ""],
    ["too few letters", "a"],
    ["too many letters", "a".repeat(65)],
  ])("refuses a name with %s, for each call", async (_name, name) => {
    const sentence = "a storage name has other characters than expected";
    await expect(made.storage.put(name, Buffer.from("x"))).rejects.toThrow(sentence);
    await expect(made.storage.get(name)).rejects.toThrow(sentence);
    await expect(made.storage.delete(name)).rejects.toThrow(sentence);
  });
}
