import * as fc from "fast-check";
import { Prisma } from "@prisma/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectDatabase, type Database } from "../../app/db.server.ts";
import { aboutMs, stepAt, stepBounds, stepOf } from "../../app/usage/took.ts";
import { createTestDatabase } from "../helpers/house.ts";

const longestMs = 2 * 3_600_000;
const time = fc.oneof(fc.integer({ min: 0, max: 60_000 }), fc.integer({ min: 0, max: 10 * longestMs }));

describe("times as steps", () => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let db: Database;
  beforeAll(async () => {
    database = await createTestDatabase();
    db = connectDatabase(database.address, { poolSize: 1 });
  });
  afterAll(async () => {
    await db.$disconnect();
    await database.drop();
  });

  it("are the same in the database as here, at every bound and between", async () => {
    const at = stepBounds.flatMap((bound) => [bound - 1, bound, bound + 1]).filter((ms) => ms >= 0);
    const times = [...at, ...fc.sample(time, 500)];
    const rows = await db.$queryRaw<{ step: number }[]>(Prisma.sql`
      select width_bucket(ms, ${stepBounds}::int[])::int as step
      from unnest(${times}::int[]) with ordinality as given (ms, place) order by place`);
    expect(rows.map(({ step }) => step)).toEqual(times.map(stepOf));
  });

  it("are each some 10 % wide, so that what stands for one is within 5 % of what it was", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1_000, max: longestMs }), (ms) => {
        expect(Math.abs(aboutMs(stepOf(ms)) - ms) / ms).toBeLessThan(0.05);
      }),
    );
  });

  it("answer for the median and any other part as the times themselves would", () => {
    fc.assert(
      fc.property(
        fc.array(time, { minLength: 1, maxLength: 60 }),
        fc.constantFrom(0.5, 0.95, 1),
        (times, part) => {
          const counts = new Map<number, number>();
          for (const ms of times) counts.set(stepOf(ms), (counts.get(stepOf(ms)) ?? 0) + 1);
          const sorted = times.toSorted((one, other) => one - other);
          const exact = sorted[Math.ceil(times.length * part) - 1] ?? Number.NaN;
          expect(stepAt(counts, part)).toBe(stepOf(exact));
        },
      ),
    );
  });

  it("answer nothing where nothing was done", () => {
    expect(stepAt(new Map([[0, 12]]), 0.5)).toBeUndefined();
  });
});
