import { randomBytes } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { checkVault } from "../../app/vault/sealed-columns.server.ts";
import { createVault } from "../../app/vault/vault.server.ts";
import { createSealedShop, type SealedShop, shop, valuesSealedUnder } from "./sealed-shop.ts";

const [lost, kept] = [
  { id: "lost", bytes: randomBytes(32) },
  { id: "kept", bytes: randomBytes(32) },
];
const columns = ["connection.credentials", "picture.key", "session.accessToken", "session.refreshToken"];

describe("the check at boot", () => {
  let sealed: SealedShop;
  beforeAll(async () => {
    sealed = await createSealedShop(createVault([kept]));
  });
  afterAll(() => sealed.close());

  it("is needed in four columns, and in no other of the whole database", async () => {
    expect(await valuesSealedUnder(sealed.db, "kept")).toStrictEqual(columns);
  });

  it.each([
    ["the one that sealed", [kept]],
    ["it and a newer one", [{ id: "newest", bytes: randomBytes(32) }, kept]],
  ])("passes with a ring of %s", async (_name, ring) => {
    await expect(checkVault(sealed.db, createVault(ring))).resolves.toBeUndefined();
  });

  it("finds the one row of many that another key sealed", async () => {
    const field = "session.accessToken";
    const [one, other] = [createVault([kept]), createVault([lost])];
    const rows = Array.from({ length: 30 }, (_none, place) => ({
      id: `many-${place}`,
      shop,
      state: "",
      accessToken: (place === 15 ? other : one).seal("token", { shop, field }),
    }));
    await sealed.db.session.createMany({ data: rows });
    await expect(checkVault(sealed.db, one)).rejects.toThrow(`${field} is sealed with the key "lost"`);
    await expect(checkVault(sealed.db, createVault([kept, lost]))).resolves.toBeUndefined();
    await sealed.db.session.deleteMany({ where: { id: { startsWith: "many-" } } });
  });

  it("passes a shop whose tokens are all revoked", async () => {
    const { count } = await sealed.db.session.deleteMany({ where: { id: { not: "revoked" } } });
    expect(count).toBe(1);
    await expect(checkVault(sealed.db, createVault([kept]))).resolves.toBeUndefined();
  });
});

describe.each(columns)("a value in %s that the ring does not open", (place) => {
  const [table = "", column = ""] = place.split(".");
  const whole = createVault([kept, lost]);
  let sealed: SealedShop;

  beforeEach(async () => {
    sealed = await createSealedShop(whole);
    const stray = createVault([lost]).seal("anything", { shop, field: place });
    const changed = await sealed.db.$executeRawUnsafe(
      `update "${table}" set "${column}" = $1 where "${column}" <> ''`,
      stray,
    );
    if (changed !== 1) throw new Error(`${changed} rows were changed instead of one`);
  });
  afterEach(() => sealed.close());

  it("ends the start with a sentence that names the column and the key", async () => {
    await expect(checkVault(sealed.db, whole)).resolves.toBeUndefined();
    await expect(checkVault(sealed.db, createVault([kept]))).rejects.toThrow(
      `${place} is sealed with the key "lost", which VAULT_KEYS does not hold`,
    );
    const wrong = { id: "lost", bytes: randomBytes(32) };
    await expect(checkVault(sealed.db, createVault([kept, wrong]))).rejects.toThrow(
      `${place} does not open with the key "lost": wrong key, or altered data`,
    );
  });
});

describe("a value that was never sealed", () => {
  it("ends the start without being repeated", async () => {
    const sealed = await createSealedShop(createVault([kept]));
    await sealed.db.session.updateMany({ data: { accessToken: "shpat_plain_token" } });
    const told = await checkVault(sealed.db, createVault([kept])).catch(String);
    expect(told).toContain("session.accessToken should be sealed and is not");
    expect(told).not.toContain("shpat_plain_token");
    await sealed.close();
  });
});
