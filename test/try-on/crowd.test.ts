import { expect, it } from "vitest";
import type { Taken } from "../../app/refusals.ts";
import { createCrowd } from "../../app/try-on/crowd.ts";

/** A piece of work that goes on until it is told to end. */
function work() {
  const { promise, resolve } = Promise.withResolvers<Taken<string>>();
  return { run: () => promise, end: () => resolve({ ok: true, value: "taken" }) };
}

it("only so many are let in at once, and the others after them, all in turn", async () => {
  const { inTurn } = createCrowd({ atOnce: 2, heldBytes: 100 });
  const begun: number[] = [];
  const works = [0, 1, 2, 3].map(() => work());
  const outcomes = works.map((one, place) =>
    inTurn(() => {
      begun.push(place);
      return one.run();
    }),
  );
  await Promise.resolve();
  expect(begun).toEqual([0, 1]);
  works[1]?.end();
  await outcomes[1];
  expect(begun).toEqual([0, 1, 2]);
  for (const one of works) one.end();
  expect(await Promise.all(outcomes)).toEqual(works.map(() => ({ ok: true, value: "taken" })));
});

it("more than memory should hold is asked to come again, and let in once there is room", async () => {
  const { hold } = createCrowd({ atOnce: 1, heldBytes: 40 });
  const first = work();
  const held = hold("one", 8, first.run);
  expect(await hold("one", 3, first.run)).toEqual({ ok: false, code: "busy", retryAfterSeconds: 5 });
  first.end();
  await held;
  expect(await hold("one", 3, first.run)).toEqual({ ok: true, value: "taken" });
});

it("a start that fails leaves its room to others", async () => {
  const { hold } = createCrowd({ atOnce: 1, heldBytes: 40 });
  await expect(hold("one", 10, () => Promise.reject(new Error("no database")))).rejects.toThrow(
    "no database",
  );
  const next = work();
  next.end();
  expect(await hold("one", 10, next.run)).toEqual({ ok: true, value: "taken" });
});

it("one shop's crowd leaves room for another shop's first", async () => {
  const { hold } = createCrowd({ atOnce: 1, heldBytes: 40 });
  const crowded = work();
  const held = hold("one", 10, crowded.run);
  expect(await hold("one", 1, crowded.run)).toMatchObject({ code: "busy" });
  const other = work();
  other.end();
  expect(await hold("another", 10, other.run)).toEqual({ ok: true, value: "taken" });
  crowded.end();
  await held;
});
