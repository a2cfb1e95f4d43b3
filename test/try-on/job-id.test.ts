import { expect, it } from "vitest";
import { jobIdAt } from "../../app/try-on/job-id.ts";

const uuidOfVersion7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

it("jobs' ids sort by when they were made, over a second, a year and a century", () => {
  const times = [0, 1, 2, 1_000, 86_400_000, 31_536_000_000, 3_153_600_000_000];
  const ids = times.map((time) => jobIdAt(new Date(1_700_000_000_000 + time)));
  expect(ids.toSorted()).toEqual(ids);
});

it("jobs' ids are UUIDs, and two of one moment are different", () => {
  const at = new Date();
  const [one, other] = [jobIdAt(at), jobIdAt(at)];
  expect(one).toMatch(uuidOfVersion7);
  expect(one).not.toBe(other);
});
