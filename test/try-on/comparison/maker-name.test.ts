import { expect, it } from "vitest";
import { readMaker, writeMaker } from "../../../app/try-on/comparison/maker-name.ts";

it.each(["kling-image-o1", "kolors-v1.5", ""])("a maker is read as it was written: %j", (model) => {
  const maker = { connectionId: "5f0c8a52-6d6e-4c1e-9a3b-0d2f4b6c8e10", model };
  expect(readMaker(writeMaker(maker))).toEqual(maker);
});
