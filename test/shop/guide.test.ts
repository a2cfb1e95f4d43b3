import { describe, expect, it } from "vitest";
import { guideOf, type StepName } from "../../app/shop/guide.ts";
import type { Standing } from "../../app/shop/standing.server.ts";
import { allIsWell } from "./standings.ts";

const { seen } = allIsWell;
const unticked = (changes: Partial<Standing>) =>
  guideOf({ ...allIsWell, ...changes })
    .steps.filter(({ done }) => !done)
    .map(({ name }) => name);

describe("the set-up guide", () => {
  it("is done where all is well", () => {
    expect(unticked({})).toEqual([]);
  });

  it.each<[string, Partial<Standing>, StepName[]]>([
    ["nobody can make a picture", { makesNow: undefined }, ["connection"]],
    [
      "a connection that has proved itself is paused",
      { first: undefined, makesNow: undefined, allPaused: true, pausedWell: true },
      [],
    ],
    [
      "a connection is paused that never has",
      { first: undefined, makesNow: undefined, allPaused: true },
      ["connection"],
    ],
    ["only the stand-in makes them", { makesNow: "stand-in" }, []],
    ["no product has the button", { products: { withButton: 0, all: 12 } }, ["products"]],
    ["one product has it", { products: { withButton: 1, all: 12 } }, []],
    ["the theme is without the block", { seen: { ...seen, placed: false } }, ["block"]],
    ["nobody has looked at the theme yet", { seen: { ...seen, placed: undefined } }, ["block"]],
    ["nothing was tried on", { tried: false }, ["test"]],
    ["the page about photos was not read", { seen: { ...seen, policyRead: undefined } }, ["policy"]],
    [
      "the app has just been installed",
      {
        makesNow: undefined,
        products: { withButton: 0, all: 0 },
        tried: false,
        seen: { guidePutAway: false, dismissed: [] },
      },
      ["connection", "products", "block", "test", "policy"],
    ],
  ])("where %s leaves %j and only that undone", (_what, changes, undone) => {
    expect(unticked(changes)).toEqual(undone);
  });

  it("stays away once it was put away, even if a step is no longer true", () => {
    const away = { ...seen, guidePutAway: true };
    expect(guideOf({ ...allIsWell, makesNow: undefined, seen: away }).putAway).toBe(true);
  });
});
