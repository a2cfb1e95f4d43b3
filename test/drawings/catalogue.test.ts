import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { garmentFile } from "../sandbox/drawings/garments.ts";
import { products } from "../sandbox/drawings/products.ts";

const named = (handle: string) => products.find((product) => product.handle === handle);

describe("the demo shop's products", () => {
  it("have ids and file names that occur once", () => {
    const pictures = products.flatMap((product) => product.pictures);
    const variants = products.flatMap((product) => product.variants);
    expect(new Set(pictures.map(({ id }) => id)).size).toBe(pictures.length);
    expect(new Set(pictures.map(({ file }) => file)).size).toBe(pictures.length);
    expect(new Set(variants.map(({ id }) => id)).size).toBe(variants.length);
    expect(new Set(products.map(({ id }) => id)).size).toBe(products.length);
  });

  it("keep the ids that links and saved data rely on", () => {
    expect(products[0]?.id).toBe(8100000000001);
    expect(products[0]?.variants[0]?.id).toBe(4500000000001);
    expect(products[0]?.pictures[0]?.id).toBe(3700000000001);
  });

  it("give each variant one value for each option and a picture of its product", () => {
    for (const product of products) {
      for (const variant of product.variants) {
        expect(variant.options).toHaveLength(product.options.length);
        variant.options.forEach((value, index) => expect(product.options[index]?.values).toContain(value));
        expect(product.pictures.map(({ id }) => id)).toContain(variant.pictureId);
      }
    }
  });

  it("include a sold-out variant, a draft and a product whose pictures are all too small", () => {
    expect(products.flatMap(({ variants }) => variants).filter(({ available }) => !available)).toHaveLength(
      1,
    );
    expect(products.filter(({ status }) => status === "DRAFT")).toHaveLength(1);
    expect(
      named("archive-ribbed-vest")?.pictures.every(({ width, height }) => width < 300 && height < 300),
    ).toBe(true);
  });
});

describe("a product picture", () => {
  it("has the size and the format that the catalogue says", async () => {
    for (const handle of ["archive-ribbed-vest", "bergen-knit-jumper"]) {
      const picture = named(handle)?.pictures.find(
        ({ file }) => handle.startsWith("archive") || file.endsWith(".webp"),
      );
      const drawn = await garmentFile(picture?.file ?? "");
      const read = await sharp(drawn?.bytes).metadata();
      expect([read.width, read.height]).toEqual([picture?.width, picture?.height]);
      expect(`image/${read.format}`).toBe(drawn?.contentType);
    }
  });

  it("that the catalogue doesn't have is not drawn", async () => {
    expect(await garmentFile("../people/maja.jpg")).toBeUndefined();
  });
});
