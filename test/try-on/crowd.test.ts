import { expect, it } from "vitest";
import { refuse, type Taken } from "../../app/refusals.ts";
import { readBody } from "../../app/request-body.server.ts";
import { createCrowd } from "../../app/try-on/crowd.ts";

/** A piece of work that goes on until it is told to end. */
function work() {
  const { promise, resolve } = Promise.withResolvers<Taken<string>>();
  return { run: () => promise, end: () => resolve({ ok: true, value: "taken" }) };
}

const busy = { ok: false, code: "busy", retryAfterSeconds: 5 };

/** Work on a photo of so many bytes, which is there at once. */
function holding(bytes: number, run: () => Promise<Taken<string>>) {
  return (take: (bytes: number) => boolean): Promise<Taken<string>> =>
    take(bytes) ? run() : Promise.resolve(refuse("photo_too_large"));
}

/** A body that comes part by part, when the test sends one. */
function slowly() {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  return {
    request: new Request("http://app/", { method: "POST", body: readable, duplex: "half" }),
    send: (bytes: number) => writer.write(new Uint8Array(bytes)),
    end: () => writer.close(),
  };
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
  const held = hold("one", holding(8, first.run));
  expect(await hold("one", holding(3, first.run))).toEqual(busy);
  first.end();
  await held;
  expect(await hold("one", holding(3, first.run))).toEqual({ ok: true, value: "taken" });
});

it("photos that come slowly are counted as they come, and what finds no room takes none from the others", async () => {
  const { hold } = createCrowd({ atOnce: 1, heldBytes: 40 });
  const uploads = [slowly(), slowly()] as const;
  const read = uploads.map(({ request }) =>
    hold("one", async (take) => {
      const body = await readBody(request, 10, take);
      return body ? { ok: true, value: body.length } : refuse("photo_too_large");
    }),
  );
  const [first, second] = uploads;
  await first.send(6);
  await second.send(3);
  await second.send(2);
  await first.send(4);
  for (const { end } of uploads) end();
  expect(await Promise.all(read)).toEqual([{ ok: true, value: 10 }, busy]);
});

it("a start that fails leaves its room to others", async () => {
  const { hold } = createCrowd({ atOnce: 1, heldBytes: 40 });
  const failing = holding(10, () => Promise.reject(new Error("no database")));
  await expect(hold("one", failing)).rejects.toThrow("no database");
  const next = work();
  next.end();
  expect(await hold("one", holding(10, next.run))).toEqual({ ok: true, value: "taken" });
});

it("one shop's crowd leaves room for another shop's first", async () => {
  const { hold } = createCrowd({ atOnce: 1, heldBytes: 40 });
  const crowded = work();
  const held = hold("one", holding(10, crowded.run));
  expect(await hold("one", holding(1, crowded.run))).toEqual(busy);
  const other = work();
  other.end();
  expect(await hold("another", holding(10, other.run))).toEqual({ ok: true, value: "taken" });
  crowded.end();
  await held;
});
