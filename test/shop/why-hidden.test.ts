import { describe, expect, it } from "vitest";
import type { Standing } from "../../app/shop/standing.server.ts";
import { whyHidden } from "../../app/shop/why-hidden.ts";
import { allIsWell, maker } from "./standings.ts";

const { seen, spend } = allIsWell;
const none = { first: undefined, makesNow: undefined };
const unwell = { ...maker, unwell: "balance_gone" };

describe("why the button is hidden", () => {
  it("has no answer where it shows", () => {
    expect(whyHidden(allIsWell)).toEqual([]);
  });

  it.each<[string, Partial<Standing>, string, string | undefined]>([
    ["no connection", none, "home.hidden.no_connection", "/app/connections/new"],
    ["all paused", { ...none, allPaused: true }, "home.hidden.paused", "/app/connections"],
    [
      "not tested",
      { first: { ...maker, tested: false }, makesNow: undefined },
      "home.hidden.untested",
      `/app/connections/${maker.id}`,
    ],
    [
      "no balance",
      { first: unwell, makesNow: undefined },
      "failures.balance_gone",
      `/app/connections/${maker.id}`,
    ],
    ["the cap", { spend: { ...spend, reached: true, hides: true } }, "home.hidden.cap", "/app/settings#cap"],
    ["no product", { products: { withButton: 0, all: 3 } }, "home.hidden.products", "/app/products"],
    [
      "a reading that goes on",
      { products: { withButton: 0, all: 0 }, reading: "running" },
      "home.hidden.reading",
      "/app/products",
    ],
    [
      "a reading that has not begun",
      { products: { withButton: 0, all: 0 }, reading: "none" },
      "home.hidden.reading",
      "/app/products",
    ],
    ["no block", { seen: { ...seen, placed: false } }, "home.hidden.block", "theme editor"],
    ["not told yet", { told: false }, "home.hidden.told", undefined],
  ])("by %s: says so, and where it is settled", (_what, changes, key, to) => {
    const [reason, ...others] = whyHidden({ ...allIsWell, ...changes });
    expect(others).toEqual([]);
    expect([reason?.sentence.key, reason?.action?.to]).toEqual([key, to]);
  });

  it.each<[string, Partial<Standing>]>([
    ["the stand-in makes the pictures", { first: unwell, makesNow: "stand-in" }],
    ["the cap only tells", { spend: { ...spend, reached: true, hides: false } }],
    ["nobody has looked at the theme yet", { seen: { ...seen, placed: undefined } }],
  ])("has no answer where %s", (_what, changes) => {
    expect(whyHidden({ ...allIsWell, ...changes })).toEqual([]);
  });

  it("names every reason that holds, and none that only follows from another", () => {
    const reasons = whyHidden({
      ...allIsWell,
      ...none,
      spend: { ...spend, hides: true },
      seen: { ...seen, placed: false },
      told: false,
    });
    expect(reasons.map(({ id }) => id)).toEqual(["connection", "cap", "block"]);
  });
});
