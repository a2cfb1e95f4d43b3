/** Try-ons and events as they may lie in a shop's tables, and what a report of them has to say: counted one by one. */
import { randomUUID } from "node:crypto";
import * as fc from "fast-check";
import type { Prisma, TryOn } from "@prisma/client";
import { dayIn } from "../../app/calendar.ts";
import type { Asked, Report } from "../../app/usage/report.server.ts";
import { aboutMs, stepOf } from "../../app/usage/took.ts";

const codes = ["no_person", "timed_out", "cancelled"];
export type Row = Prisma.TryOnCreateManyInput;

/** Pressed at some time in the two weeks before the moment, and ended unless it was just now. */
export function someTryOn(shop: string, timeZone: string, connections: (string | null)[], until: Date) {
  return fc
    .record({
      secondsAgo: fc.integer({ min: 0, max: 14 * 24 * 3_600 }),
      ms: fc.integer({ min: 50, max: 90_000 }),
      connection: fc.constantFrom(...connections),
      model: fc.constantFrom("kolors-virtual-try-on-v1", "kolors-virtual-try-on-v1-5"),
      askedBy: fc.constantFrom("shopper" as const, "shopper" as const, "merchant" as const),
      failure: fc.constantFrom(null, null, null, ...codes),
      isReturned: fc.boolean(),
      price: fc.constantFrom(0n, 70_000n, 123_457n),
      product: fc.integer({ min: 1, max: 4 }),
      liked: fc.constantFrom(null, null, true, false),
    })
    .map(
      ({ secondsAgo, ms, connection, model, askedBy, failure, isReturned, price, product, liked }): Row => {
        const createdAt = new Date(until.getTime() - secondsAgo * 1_000);
        const endedAt = new Date(createdAt.getTime() + ms);
        const isOver = endedAt < until;
        const charge = failure !== null && isReturned ? ("returned" as const) : ("spent" as const);
        return {
          id: randomUUID(),
          shopDomain: shop,
          connectionId: connection,
          provider: "kling-gateway",
          model,
          askedBy,
          visitorHash: "",
          productId: BigInt(product),
          productTitle: `Garment ${product}`,
          garments: [],
          priceMicros: price,
          day: dayIn(timeZone, createdAt),
          createdAt,
          takeBy: createdAt,
          overBy: createdAt,
          ...(isOver
            ? {
                state: failure === null ? ("done" as const) : ("failed" as const),
                failureCode: failure,
                charge,
                endedAt,
                liked: failure === null ? liked : null,
              }
            : { state: "running" as const, charge: "reserved" as const }),
        };
      },
    );
}

type Figures = Pick<
  Report["totals"],
  "tryOns" | "done" | "failed" | "underWay" | "success" | "medianMs" | "p95Ms" | "spent" | "reserved"
>;

/** Of try-ons, without a word of SQL. */
export function recount(tryOns: TryOn[]): Figures {
  const done = tryOns.filter(({ state }) => state === "done");
  const failed = tryOns.filter(({ state }) => state === "failed").length;
  const times = done
    .map(({ createdAt, endedAt }) => (endedAt ?? createdAt).getTime() - createdAt.getTime())
    .toSorted((one, other) => one - other);
  const about = (part: number) => aboutMs(stepOf(times[Math.ceil(times.length * part) - 1] ?? 0));
  const sum = (charge: string) =>
    String(tryOns.reduce((sum, one) => sum + (one.charge === charge ? one.priceMicros : 0n), 0n));
  return {
    tryOns: tryOns.length,
    done: done.length,
    failed,
    underWay: tryOns.length - done.length - failed,
    ...(done.length + failed > 0 ? { success: done.length / (done.length + failed) } : {}),
    ...(times.length > 0 ? { medianMs: about(0.5), p95Ms: about(0.95) } : {}),
    spent: sum("spent"),
    reserved: sum("reserved"),
  };
}

export function wanted(all: TryOn[], { from, to, askedBy }: Asked): TryOn[] {
  return all.filter(
    (one) => one.day >= from && one.day <= to && (askedBy === undefined || one.askedBy === askedBy),
  );
}
