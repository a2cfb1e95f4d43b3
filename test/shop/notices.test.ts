import { describe, expect, it } from "vitest";
import { noticesOf } from "../../app/shop/notices.ts";
import type { Standing } from "../../app/shop/standing.server.ts";
import { allIsWell, maker, standIn } from "./standings.ts";

const { seen, spend, alerts } = allIsWell;
const near = { ...spend, usedMicros: "800000", share: 0.8 };
const reached = { ...spend, usedMicros: "1000000", share: 1, reached: true, hides: true };
const sick = { ...maker, unwell: "key_refused" };
const noticesIn = (changes: Partial<Standing>) => noticesOf({ ...allIsWell, ...changes });

describe("notices", () => {
  it("are none where all is well", () => {
    expect(noticesIn({})).toEqual([]);
  });

  it.each<[string, Partial<Standing>, string, "critical" | "warning", boolean]>([
    ["80 % of the cap", { spend: near }, "home.notice.cap_near", "warning", true],
    ["the cap, hiding the button", { spend: reached }, "home.notice.cap", "critical", false],
    ["the cap, only told of", { spend: { ...reached, hides: false } }, "home.notice.cap", "warning", true],
    [
      "a connection that can't, and nobody instead",
      { first: sick, makesNow: undefined },
      "home.notice.unwell",
      "critical",
      false,
    ],
    [
      "a connection that can't, and its stand-in does",
      { first: sick, standIn, makesNow: "stand-in" },
      "home.notice.stands_in",
      "warning",
      false,
    ],
    [
      "a stand-in that could not",
      { standIn: { ...standIn, unwell: "balance_gone" } },
      "home.notice.stand_in_unwell",
      "warning",
      false,
    ],
    [
      "a price missing under a cap",
      { first: { ...maker, priceMicros: "0" } },
      "home.notice.price",
      "warning",
      false,
    ],
    [
      "a price missing without a cap",
      { first: { ...maker, priceMicros: "0" }, spend: { ...spend, capMicros: null } },
      "home.notice.price",
      "warning",
      true,
    ],
    ["a reading in trouble", { reading: "trouble" }, "home.notice.catalogue", "warning", false],
  ])("tell of %s, with something to do about it", (_what, changes, title, tone, dismissible) => {
    const [notice, ...others] = noticesIn(changes);
    expect(others).toEqual([]);
    expect(notice).toMatchObject({
      title: { key: title },
      tone,
      dismissible,
      action: { to: expect.stringMatching(/^\/app\//) },
    });
  });

  it.each<[string, Partial<Standing>]>([
    ["79 % of the cap", { spend: { ...spend, share: 0.799 } }],
    ["80 %, not wanted", { spend: near, alerts: { ...alerts, capNear: false } }],
    ["the cap, not wanted", { spend: reached, alerts: { ...alerts, capReached: false } }],
    [
      "an unwell connection, not wanted",
      { first: sick, makesNow: undefined, alerts: { ...alerts, unwell: false } },
    ],
    ["80 %, put away this month", { spend: near, seen: { ...seen, dismissed: ["cap-near:2026-11"] } }],
    ["a reading that goes on", { reading: "running" }],
    ["no connection at all", { first: undefined, makesNow: undefined }],
  ])("tell nothing of %s", (_what, changes) => {
    expect(noticesIn(changes)).toEqual([]);
  });

  it("come again next month, and where they are about now they can't be put away", () => {
    const december = { ...near, month: "2026-12" };
    const dismissed = ["cap-near:2026-11", "cap:2026-11", "catalogue"];
    expect(noticesIn({ spend: december, seen: { ...seen, dismissed } })).toHaveLength(1);
    expect(noticesIn({ spend: reached, seen: { ...seen, dismissed } })).toHaveLength(1);
    expect(noticesIn({ reading: "trouble", seen: { ...seen, dismissed } })).toHaveLength(1);
  });
});
