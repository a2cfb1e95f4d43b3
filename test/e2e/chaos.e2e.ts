import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ChaosHouse, startChaosHouse } from "../chaos/house.ts";
import { judge } from "../chaos/judge.ts";
import { makePlan, short } from "../chaos/plan.ts";
import { letItHappen } from "../chaos/storm.ts";
import { createTestDatabase } from "../helpers/house.ts";

describe("with the app killed again and again, and providers that answer badly", () => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let house: ChaosHouse;
  beforeAll(async () => {
    database = await createTestDatabase();
    house = await startChaosHouse(database.address);
  });
  afterAll(async () => {
    await house.stop();
    await database.drop();
  });

  it("no try-on is lost or paid twice, and no photo is left", async () => {
    const seed = process.env["CHAOS_SEED"] ?? randomBytes(4).toString("hex");
    console.log(`chaos with CHAOS_SEED=${seed}`);
    const plan = makePlan(seed, short);
    const storm = await letItHappen(house, plan, () => {});
    const { complaints, figures } = await judge(house, plan, storm);
    console.log(JSON.stringify(figures));
    expect(complaints).toEqual([]);
  });
});
