import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { type AtPeer, startAtPeer } from "../at-peer.ts";
import { json } from "../peer.ts";
import { secrets } from "../subjects.ts";

let at: AtPeer;
beforeAll(async () => {
  at = await startAtPeer();
});
afterAll(() => at.close());
afterEach(() => {
  vi.useRealTimers();
});

const models = ["kolors-virtual-try-on-v1-5", "kling-virtual-try-on-3.0", "kling-image-o1"];
const make = (model: string) =>
  at.make({ provider: "kling", model, credentials: { apiKey: secrets.apiKey } });

type Pack = { remaining_quantity?: number | null; status?: string; invalid_time?: number };

function costs(packs: Pack[] | null | undefined) {
  const data = { code: 0, msg: "success", resource_pack_subscribe_infos: packs };
  return json(200, { code: 0, message: "SUCCEED", request_id: "r", data });
}

const dayMs = 86_400_000;
const now = Date.parse("2026-10-01T12:00:00Z");

async function balanceOf(packs: Pack[] | null | undefined) {
  at.peer.answerWith(costs(packs));
  return make("kolors-virtual-try-on-v1-5").check();
}

describe.each(models)("checking %s", (model) => {
  it("asks for the account's packs: one free call, with times in milliseconds", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now });
    const calls = await at.sent(costs([]), () => make(model).check());
    expect(calls).toHaveLength(1);
    const [call] = calls;
    const asked = new URL(call?.path ?? "", at.peer.origin);
    expect(asked.pathname).toBe("/account/costs");
    expect([...asked.searchParams.keys()]).toStrictEqual(["start_time", "end_time"]);
    expect(Number(asked.searchParams.get("end_time"))).toBe(now);
    expect(call).toMatchObject({
      method: "GET",
      body: "",
      headers: at.headersOf({ authorization: `Bearer ${secrets.apiKey}`, body: "" }),
    });
  });

  // A pack lives for a year, and one bought longer ago than the period is not in the answer.
  it("reaches back far enough to see every pack that may still be used", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now });
    const [call] = await at.sent(costs([]), () => make(model).check());
    const asked = new URL(call?.path ?? "", at.peer.origin);
    expect(now - Number(asked.searchParams.get("start_time"))).toBeGreaterThanOrEqual(365 * dayMs);
  });
});

describe("the balance", () => {
  it.each<[string, Pack[], number]>([
    ["of one pack", [{ remaining_quantity: 40, status: "online" }], 40],
    [
      "of packs together",
      [
        { remaining_quantity: 40, status: "online" },
        { remaining_quantity: 2, status: "online" },
      ],
      42,
    ],
    ["of a pack that is used up", [{ remaining_quantity: 0, status: "runOut" }], 0],
    [
      "of packs of which one does not tell",
      [{ remaining_quantity: 40, status: "online" }, { remaining_quantity: null }],
      40,
    ],
    [
      "without what has expired",
      [
        { remaining_quantity: 40, status: "online", invalid_time: Date.now() + dayMs },
        { remaining_quantity: 900, status: "expired", invalid_time: Date.now() - dayMs },
      ],
      40,
    ],
    [
      "of fractions, without what computers make of them",
      [{ remaining_quantity: 0.1 }, { remaining_quantity: 0.2 }],
      0.3,
    ],
  ])("%s", async (_name, packs, balance) => {
    expect(await balanceOf(packs)).toStrictEqual({ ok: true, value: { balance } });
  });

  it.each<[string, Pack[] | null | undefined]>([
    ["no packs", []],
    ["no list", null],
    ["nothing", undefined],
  ])("is not told of an account with %s, which pays afterwards", async (_name, packs) => {
    expect(await balanceOf(packs)).toStrictEqual({ ok: true, value: {} });
  });
});

it("the key of a gateway is proved by a task that can't exist, because a gateway has no such page", async () => {
  const gateway = at.make({
    provider: "kling-gateway",
    model: "kling-image-o1",
    credentials: { apiKey: secrets.apiKey },
  });
  const calls = await at.sent(json(404, { code: 1203, message: "" }), () => gateway.check());
  expect(calls).toStrictEqual([
    {
      method: "GET",
      path: "/kling/v1/images/omni-image/fitting-room-check",
      headers: at.headersOf({ authorization: `Bearer ${secrets.apiKey}`, body: "" }),
      body: "",
    },
  ]);
});
