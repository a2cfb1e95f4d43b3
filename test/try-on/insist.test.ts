import { expect, it } from "vitest";
import { insist } from "../../app/try-on/insist.ts";

it("does again what fails at first, and gives what came of it", async () => {
  let tries = 0;
  const outcome = await insist(async () => {
    tries += 1;
    if (tries < 3) throw new Error("the database is away");
    return "saved";
  });
  expect({ outcome, tries }).toEqual({ outcome: "saved", tries: 3 });
});

it("does once what succeeds", async () => {
  let tries = 0;
  await insist(async () => void (tries += 1));
  expect(tries).toBe(1);
});
