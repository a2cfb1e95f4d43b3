import { describe, expect, it } from "vitest";
import type { Outfits } from "../../../app/providers/description.ts";
import type { GarmentKind } from "../../../app/providers/provider.ts";
import { combine, type Garment, garmentsShape, wornAs } from "../../../app/try-on/garments/garments.ts";

const kinds: GarmentKind[] = ["upper", "lower", "dress"];
const ways: Outfits[] = ["merged", "separate", "no"];

function garment(kind: GarmentKind, productId: string): Garment {
  return { productId, title: `A ${kind}`, kind, address: `https://cdn.example/${productId}.png` };
}

describe.each(ways)("with a model that takes outfits %s,", (outfits) => {
  it.each(kinds)("one %s is worn alone", (kind) => {
    const only = garment(kind, "1");
    expect(combine([only], outfits)).toStrictEqual({ ok: true, value: [only] });
  });

  const pairs = kinds.flatMap((first) => kinds.map((second): [GarmentKind, GarmentKind] => [first, second]));
  const wearable = (first: GarmentKind, second: GarmentKind) =>
    (first === "upper" && second === "lower") || (first === "lower" && second === "upper");

  it.each(pairs)("%s and %s are worn together only if they are an upper and a lower", (first, second) => {
    const pair = [garment(first, "1"), garment(second, "2")];
    const sorted = first === "lower" ? pair.toReversed() : pair;
    const expected =
      outfits === "no"
        ? { ok: false, code: "outfit_not_possible" }
        : wearable(first, second)
          ? { ok: true, value: sorted }
          : { ok: false, code: "outfit_not_wearable" };
    expect(combine(pair, outfits)).toStrictEqual(expected);
  });

  it("three are never worn together, and none is no request", () => {
    const three = [garment("upper", "1"), garment("lower", "2"), garment("upper", "3")];
    expect(combine(three, outfits)).toStrictEqual({
      ok: false,
      code: outfits === "no" ? "outfit_not_possible" : "outfit_not_wearable",
    });
    expect(combine([], outfits)).toStrictEqual({ ok: false, code: "bad_request" });
  });
});

describe("the kind of a garment", () => {
  it.each(kinds)("%s is what the product says it is", (kind) => {
    expect(wornAs(kind)).toBe(kind);
  });

  it("that nobody knows is one that can be worn, for a model that looks for itself", () => {
    expect(kinds).toContain(wornAs("any"));
  });
});

describe("what a try-on keeps of its garments", () => {
  it.each<[string, unknown, boolean]>([
    ["one", [garment("dress", "1")], true],
    ["two", [garment("upper", "1"), garment("lower", "2")], true],
    ["none", [], false],
    ["three", [garment("upper", "1"), garment("lower", "2"), garment("lower", "3")], false],
    ["another kind", [{ ...garment("upper", "1"), kind: "shoes" }], false],
    ["no address", [{ ...garment("upper", "1"), address: "shirt.png" }], false],
  ])("is read back: %s, %s", (_name, garments, isRight) => {
    expect(garmentsShape.safeParse(garments).success).toBe(isRight);
  });
});
