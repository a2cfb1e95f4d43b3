import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { rotateVault } from "../../app/vault/sealed-columns.server.ts";
import { createVault } from "../../app/vault/vault.server.ts";
import { until } from "../helpers/house.ts";
import { createSealedShop, type SealedShop, shop, valuesSealedUnder } from "./sealed-shop.ts";

const [older, newer] = [
  { id: "older", bytes: randomBytes(32) },
  { id: "newer", bytes: randomBytes(32) },
];
const [before, during, after] = [createVault([older]), createVault([newer, older]), createVault([newer])];
const context = { shop, field: "session.accessToken" };

describe("a rotation", () => {
  let sealed: SealedShop;
  beforeEach(async () => {
    sealed = await createSealedShop(before);
  });
  afterEach(() => sealed.close());

  it("seals everything again under the newest key, and all of it still opens", async () => {
    expect(await rotateVault(sealed.db, during)).toBe(4);
    expect(await valuesSealedUnder(sealed.db, "older")).toStrictEqual([]);
    expect(await sealed.read(after)).toStrictEqual(sealed.whole);
  });

  it("finds nothing to do the second time and changes nothing", async () => {
    await rotateVault(sealed.db, during);
    const rows = await everyRow();
    expect(await rotateVault(sealed.db, during)).toBe(0);
    expect(await everyRow()).toStrictEqual(rows);
  });

  it("changes nothing but the sealed values", async () => {
    const rows = await everyRow();
    await rotateVault(sealed.db, during);
    const bare = { credentials: "", accessToken: "", refreshToken: "", key: "" };
    const without = (all: object[]) => all.map((row) => ({ ...row, ...bare }));
    expect(without(await everyRow())).toStrictEqual(without(rows));
  });

  it("goes through more rows than it reads at a time", async () => {
    await addSessions(450);
    expect(await rotateVault(sealed.db, during)).toBe(4 + 450);
    expect(await valuesSealedUnder(sealed.db, "older")).toStrictEqual([]);
    expect(await openSessions()).toStrictEqual(Array.from({ length: 450 }, (_none, place) => `old-${place}`));
  });

  it("goes on where an earlier one was ended", async () => {
    await addSessions(20);
    const { id } = await sealed.db.session.findFirstOrThrow({ where: { id: numbered(7) } });
    const intact = (await sealed.db.session.findUniqueOrThrow({ where: { id } })).accessToken;
    await sealed.db.session.update({ where: { id }, data: { accessToken: `v1:older:${"A".repeat(60)}` } });
    await expect(rotateVault(sealed.db, during)).rejects.toThrow("session.accessToken does not open");
    await sealed.db.session.update({ where: { id }, data: { accessToken: intact } });
    const left = await valuesSealedUnder(sealed.db, "older");
    expect(left.length).toBeGreaterThan(0);
    expect(await rotateVault(sealed.db, during)).toBe(left.length);
    expect(await valuesSealedUnder(sealed.db, "older")).toStrictEqual([]);
  });

  it("needs the older key: without it nothing is changed, and it says which key is missing", async () => {
    const rows = await everyRow();
    await expect(rotateVault(sealed.db, after)).rejects.toThrow('sealed with the key "older"');
    expect(await everyRow()).toStrictEqual(rows);
  });

  it("leaves alone what the app changes between its reading and its writing", async () => {
    const id = `offline_${shop}`;
    let rotation: Promise<number> = Promise.resolve(-1);
    await sealed.db.$transaction(async (transaction) => {
      // The row is held: the rotation still reads the old value, and its writing has to wait for ours.
      const newest = during.seal("newer-token", context);
      await transaction.session.update({ where: { id }, data: { accessToken: newest } });
      rotation = rotateVault(sealed.db, during);
      await until(async () => {
        const waiting = await sealed.db.$queryRaw<unknown[]>`
          select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
        return waiting.length > 0;
      });
    });
    expect(await rotation).toBe(3);
    expect(await sealed.read(after)).toStrictEqual({ ...sealed.whole, access: "newer-token" });
  });

  it("loses none of many values that the app changes meanwhile", async () => {
    await addSessions(600);
    const rotation = rotateVault(sealed.db, during);
    // From the last to the first, so that both meet on the way.
    for (let place = 599; place >= 0; place -= 1) {
      const accessToken = during.seal(`new-${place}`, context);
      await sealed.db.session.update({ where: { id: numbered(place) }, data: { accessToken } });
    }
    await rotation;
    expect(await valuesSealedUnder(sealed.db, "older")).toStrictEqual([]);
    expect(await openSessions()).toStrictEqual(Array.from({ length: 600 }, (_none, place) => `new-${place}`));
  });

  async function everyRow(): Promise<object[]> {
    const { session, connection, picture } = sealed.db;
    const ordered = { orderBy: { id: "asc" } } as const;
    return [
      ...(await session.findMany(ordered)),
      ...(await connection.findMany(ordered)),
      ...(await picture.findMany(ordered)),
    ];
  }

  async function addSessions(count: number): Promise<void> {
    const data = Array.from({ length: count }, (_none, place) => ({
      id: numbered(place),
      shop,
      state: "",
      accessToken: before.seal(`old-${place}`, context),
    }));
    await sealed.db.session.createMany({ data });
  }

  async function openSessions(): Promise<string[]> {
    const found = await sealed.db.session.findMany({
      where: { id: { startsWith: "many-" } },
      orderBy: { id: "asc" },
    });
    return found.map(({ accessToken }) => after.open(accessToken, context));
  }
});

function numbered(place: number): string {
  return `many-${String(place).padStart(4, "0")}`;
}
