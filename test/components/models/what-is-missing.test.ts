import { describe, expect, it } from "vitest";
import { whatIsMissing } from "../../../app/components/models/what-is-missing.ts";

const photo = new File(["a photo"], "model.jpg");
const complete = { product: {}, makers: 2, mostCompared: 6, person: "amara", photo: undefined };
const missing = (changes: Partial<Parameters<typeof whatIsMissing>[0]>) =>
  whatIsMissing({ ...complete, ...changes });

describe("what a comparison still needs", () => {
  it("is nothing once there are a product, models and a person", () => {
    expect(missing({})).toBeUndefined();
    expect(missing({ person: "own", photo })).toBeUndefined();
  });

  it("is named one thing at a time, from the top of the page to its end", () => {
    const nothing = { product: undefined, makers: 0, person: "own" };
    expect(missing(nothing)?.key).toBe("models.compare.first.product");
    expect(missing({ ...nothing, product: {} })?.key).toBe("models.mistake.makers");
    expect(missing({ ...nothing, product: {}, makers: 1 })?.key).toBe("models.compare.first.photo");
  });

  it("is another product where this one has no picture to be sent", () => {
    expect(missing({ product: { obstacle: "too_small" } })?.key).toBe("models.compare.first.other_product");
  });

  it("is fewer models where there are more than can be compared", () => {
    expect(missing({ makers: 7 })).toMatchObject({ key: "models.mistake.makers", values: { most: 6 } });
  });
});
