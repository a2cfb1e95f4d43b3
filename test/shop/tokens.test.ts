import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type House, startHouse, until } from "../helpers/house.ts";

describe("a shop's token", () => {
  let house: House;
  beforeAll(async () => {
    house = await startHouse();
  });
  afterAll(() => house.stop());

  const session = () => house.db.session.findFirstOrThrow();
  const endSoon = async () => {
    await house.db.session.updateMany({ data: { expires: new Date(Date.now() + 10 * 60_000) } });
    return session();
  };

  it("lies sealed in the database, and ends by itself within the hour", async () => {
    const { accessToken, refreshToken, expires } = await session();
    expect(accessToken).toMatch(/^v1:test:/);
    expect(refreshToken).toMatch(/^v1:test:/);
    expect(expires?.getTime()).toBeLessThan(Date.now() + 3_601_000);
  });

  it("is left alone while it is fresh", async () => {
    const before = await session();
    await house.services.tokens.refresh(house.shop.domain);
    expect(await session()).toEqual(before);
  });

  it("is renewed once when many ask at the same moment, shortly before its end", async () => {
    const before = await endSoon();
    const { domain, installation } = house.shop;
    const issued = installation?.refresh?.issued ?? 0;
    const renewed = await Promise.all(Array.from({ length: 6 }, () => house.services.tokens.refresh(domain)));
    expect(new Set(renewed.map((one) => one?.accessToken)).size).toBe(1);
    expect((await session()).accessToken).not.toBe(before.accessToken);
    expect(installation?.refresh?.issued).toBe(issued + 1);
  });

  it("is found by the job that looks for tokens about to end", async () => {
    const before = await endSoon();
    await house.services.tokens.refreshDue();
    await until(async () => (await session()).accessToken !== before.accessToken);
  });

  it("that can never be renewed raises an alarm in the log", async () => {
    await house.db.session.updateMany({ data: { expires: null } });
    await house.services.tokens.refreshAll();
    expect(house.logged.join("")).toContain("has no expiry");
    expect(house.logged.join("")).not.toContain("shpat_");
  });
});
