import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type House, startHouse } from "../helpers/house.ts";
import { press, startedShape } from "../helpers/shopper.ts";
import { finishTask } from "../sandbox/kling/index.ts";
import type { Script } from "../sandbox/world.ts";
import { recountMoney, recountVisitors } from "./recount.ts";

const price = 70_000n;
const noon = new Date("2025-11-30T12:00:00Z");

describe("the money of a try-on", () => {
  let house: House;
  let at = noon;
  let connection = "";
  beforeAll(async () => {
    house = await startHouse({ drives: false, now: () => at, sandbox: { taskMs: Infinity } });
    const { id } = await house.db.connection.findFirstOrThrow();
    connection = id;
    await house.db.connectionModel.updateMany({ data: { priceMicros: price } });
  });
  beforeEach(async () => {
    at = noon;
    house.sandbox.reset();
    house.sandbox.world.scripts.length = 0;
    await house.db.connection.updateMany({ data: { unwell: null } });
    await house.db.tryOn.deleteMany();
    await house.db.tally.deleteMany();
    await house.db.spend.deleteMany();
  });
  afterAll(() => house.stop());

  const rowOf = (id: string) => house.db.tryOn.findUniqueOrThrow({ where: { id } });
  const script = (...scripts: Script[]) => void house.sandbox.world.scripts.push(...scripts);
  const later = (seconds: number) => {
    at = new Date(noon.getTime() + seconds * 1_000);
  };
  const refuse = (status: number, code: number, message = "a word of the provider's"): Script => ({
    on: "create",
    does: "answer",
    status,
    code,
    message,
  });
  const finish = () => finishTask(house.sandbox.world, house.sandbox.world.tasks[0]?.id ?? "");
  const cut: Script = { on: "create", does: "cut" };

  type Begun = { id: string; token: string };
  type End = (begun: Begun) => unknown;
  const begin = async (): Promise<Begun> => startedShape.parse((await press(house)).body);
  /** Until it has ended or has to wait. */
  const goOn: End = async ({ id }) => {
    for (;;) {
      const step = await house.services.tryOns.advance(id);
      if (step.ended || step.waitMs > 0) return;
    }
  };
  const shopperStops: End = ({ id, token }) =>
    house.services.tryOns.forget({ shop: house.shop.domain, id, token });
  /** As when its merchant removes it; the connection itself is needed again. */
  const connectionGoes: End = async (begun) => {
    await house.db.tryOn.update({ where: { id: begun.id }, data: { connectionId: null } });
    await goOn(begun);
  };
  const after =
    (seconds: number): End =>
    (begun) => {
      later(seconds);
      return goOn(begun);
    };

  const asked = { queued: 0, submitting: 1, running: 1 };
  type Row = [
    from: keyof typeof asked,
    how: string,
    charge: "spent" | "returned",
    code: string | null,
    scripts: Script[],
    end: End,
  ];
  it.each<Row>([
    ["queued", "its shopper stops it", "returned", "cancelled", [], shopperStops],
    ["queued", "its connection is removed", "returned", "connection_gone", [], connectionGoes],
    ["queued", "it never gets its turn", "returned", "busy", [], after(61)],
    ["queued", "nobody looks at it until all is over", "returned", "busy", [], after(3_600)],
    [
      "queued",
      "its photo is gone",
      "returned",
      "photo_lost",
      [],
      async (begun) => {
        await house.db.picture.deleteMany({ where: { tryOnId: begun.id } });
        await goOn(begun);
      },
    ],
    ["queued", "the key is refused", "returned", "key_refused", [refuse(401, 1000)], goOn],
    ["queued", "the picture is refused", "returned", "photo_refused", [refuse(400, 1301)], goOn],
    ["queued", "no person is found", "returned", "no_person", [refuse(400, 1201, "no human in it")], goOn],
    [
      "queued",
      "the account stays full",
      "returned",
      "busy",
      [refuse(429, 1303), refuse(429, 1303)],
      async (begun) => {
        await goOn(begun);
        await after(59)(begun);
      },
    ],
    ["submitting", "nobody can say what became of it", "spent", "unknown_outcome", [cut], after(26)],
    ["submitting", "its shopper stops it", "spent", "cancelled", [cut], shopperStops],
    ["submitting", "its connection is removed", "spent", "connection_gone", [cut], connectionGoes],
    ["submitting", "nobody looks at it until all is over", "spent", "timed_out", [cut], after(3_600)],
    [
      "running",
      "its picture is here",
      "spent",
      null,
      [],
      async (begun) => {
        await finish();
        await goOn(begun);
      },
    ],
    [
      "running",
      "the provider gives it up",
      "returned",
      "no_person",
      [{ on: "task", does: "fail", message: "there is no human in the image" }],
      async (begun) => {
        await finish();
        await goOn(begun);
      },
    ],
    [
      "running",
      "its picture is missing in the answer",
      "spent",
      "unexpected_answer",
      [
        {
          on: "query",
          does: "raw",
          status: 200,
          contentType: "application/json",
          body: '{"code":0,"data":{"task_id":"1","task_status":"succeed","task_result":{"images":[]}}}',
        },
      ],
      goOn,
    ],
    [
      "running",
      "its picture can't be fetched any more",
      "spent",
      "result_lost",
      [{ on: "download", does: "expired", status: 404 }],
      async (begun) => {
        await finish();
        await goOn(begun);
      },
    ],
    ["running", "the provider takes too long", "spent", "timed_out", [], after(301)],
    [
      "running",
      "the key is refused meanwhile",
      "spent",
      "key_refused",
      [{ on: "query", does: "answer", status: 401, code: 1000, message: "no" }],
      goOn,
    ],
    ["running", "its shopper stops it", "spent", "cancelled", [], shopperStops],
    ["running", "its connection is removed", "spent", "connection_gone", [], connectionGoes],
    ["running", "nobody looks at it until all is over", "spent", "timed_out", [], after(3_600)],
  ])("that is %s when %s is %s", async (from, _how, charge, failureCode, scripts, end) => {
    script(...scripts);
    const begun = await begin();
    for (let time = 0; time < asked[from]; time += 1) await house.services.tryOns.advance(begun.id);
    const before = await rowOf(begun.id);
    expect([before.state, before.charge, before.connectionId]).toEqual([from, "reserved", connection]);
    const spend = { reservedMicros: price, spentMicros: 0n };
    expect(await house.db.spend.findMany()).toMatchObject([spend]);

    await end(begun);
    const state = failureCode === null ? "done" : "failed";
    expect(await rowOf(begun.id)).toMatchObject({ state, charge, failureCode, endedAt: at });
    const spentMicros = charge === "spent" ? price : 0n;
    expect(await house.db.spend.findMany()).toMatchObject([{ reservedMicros: 0n, spentMicros }]);
    // Only its visitor gets the allowance back: an address and a shop could be worn out by what comes to nothing.
    const tallies = await house.db.tally.findMany({ orderBy: { scope: "asc" } });
    expect(tallies.map(({ scope, count }) => [scope, count])).toEqual([
      ["visitor", charge === "spent" ? 1 : 0],
      ["address", 1],
      ["shop", 1],
    ]);
    // Looked at and stopped again, it is not counted twice.
    await goOn(begun);
    await shopperStops(begun);
    const money = await recountMoney(house.db);
    expect(money.kept).toEqual(money.counted);
    const visitors = await recountVisitors(house.db);
    expect(visitors.kept).toEqual(visitors.counted);
  });

  it("is paid from the month and the day in which it was pressed, whenever it ends", async () => {
    const monthsEnd = new Date("2025-11-30T22:59:30Z");
    at = monthsEnd;
    const [one, other] = [await begin(), await begin()];
    at = new Date("2025-11-30T23:00:10Z");
    const third = await begin();
    await goOn(one);
    await shopperStops(one);
    await shopperStops(other);
    const months = await house.db.spend.findMany({ orderBy: { month: "asc" } });
    expect(months).toMatchObject([
      { month: "2025-11", reservedMicros: 0n, spentMicros: price },
      { month: "2025-12", reservedMicros: price, spentMicros: 0n },
    ]);
    expect((await rowOf(third.id)).day).toBe("2025-12-01");
    const visitors = await recountVisitors(house.db);
    expect(visitors.kept).toEqual(visitors.counted);
  });
});
