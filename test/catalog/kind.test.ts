import { describe, expect, it } from "vitest";
import { type ProductKind, proposeKind } from "../../app/catalog/kind.ts";

const clothing = "Apparel & Accessories > Clothing";

function proposed(words: { category?: string; type?: string; title?: string }) {
  return proposeKind({ category: "", type: "", title: "", ...words });
}

describe("Shopify's category", () => {
  it.each<[string, ProductKind | null]>([
    [`${clothing} > Clothing Tops > Shirts`, "upper"],
    [`${clothing} > Clothing Tops > T-Shirts`, "upper"],
    [`${clothing} > Clothing Tops > Tank Tops`, "upper"],
    [`${clothing} > Clothing Tops > Blouses`, "upper"],
    [`${clothing} > Clothing Tops > Hoodies`, "upper"],
    [`${clothing} > Clothing Tops > Cardigans`, "upper"],
    [`${clothing} > Clothing Tops`, "upper"],
    [`${clothing} > Outerwear`, "upper"],
    [`${clothing} > Outerwear > Coats & Jackets`, "upper"],
    [`${clothing} > Outerwear > Vests`, "upper"],
    [`${clothing} > Pants`, "lower"],
    [`${clothing} > Pants > Jeans`, "lower"],
    [`${clothing} > Pants > Leggings`, "lower"],
    [`${clothing} > Shorts > Denim Shorts`, "lower"],
    [`${clothing} > Skirts`, "lower"],
    [`${clothing} > Dresses`, "dress"],
    [`${clothing} > One-Pieces > Jumpsuits & Rompers`, "dress"],
    [`${clothing} > One-Pieces`, "dress"],
    [`${clothing} > Socks`, "none"],
    ["Apparel & Accessories > Shoes", "none"],
    ["Apparel & Accessories > Shoes > Boots", "none"],
    ["Apparel & Accessories > Handbags, Wallets & Cases > Wallets & Money Clips", "none"],
    ["Apparel & Accessories > Clothing Accessories > Belts", "none"],
    ["Apparel & Accessories > Clothing Accessories > Hats", "none"],
    ["Apparel & Accessories > Jewelry", "none"],
    [clothing, null],
    ["Apparel & Accessories", null],
    ["Uncategorized", null],
    ["", null],
  ])("%j proposes %s", (category, kind) => {
    expect(proposed({ category })).toBe(kind);
  });

  it("is what its last part says, and not what its first parts name", () => {
    expect(proposed({ category: "Dresses > Belts" })).toBe("none");
    expect(proposed({ category: "Shoes > Clothing", title: "Linen shirt" })).toBe("upper");
  });
});

describe("the words of a title", () => {
  it.each<[string, ProductKind | null]>([
    ["Linen shirt", "upper"],
    ["LINEN SHIRT", "upper"],
    ["Boxy tee", "upper"],
    ["Ribbed knit", "upper"],
    ["Merino jumper", "upper"],
    ["Rain coat", "upper"],
    ["Wide trousers", "lower"],
    ["Denim skirt", "lower"],
    ["Pleated skirts", "lower"],
    ["Shirt dress", "dress"],
    ["Sweater dress", "dress"],
    ["Tank jumpsuit", "dress"],
    ["Denim overalls", "dress"],
    ["Canvas tote", "none"],
    ["Wool scarf", "none"],
    ["Silk scarves", "none"],
    ["High-top sneakers", "none"],
    ["Gift card", null],
    ["Stopper", null],
    ["Skirting board", null],
    ["Addressed envelope", null],
    ["", null],
  ])("%j proposes %s", (title, kind) => {
    expect(proposed({ title })).toBe(kind);
  });

  // One word of a name is not the thing itself.
  it.each<[string, ProductKind]>([
    ["Dress shirt", "upper"],
    ["Dress pants", "lower"],
    ["Boot-cut jeans", "lower"],
    ["Wrap dress with belt", "dress"],
    ["Cap-sleeve tee", "upper"],
    ["Sweatpants", "lower"],
    ["Sundress", "dress"],
  ])("%j proposes %s", (title, kind) => {
    expect(proposed({ title })).toBe(kind);
  });
});

describe("what is trusted most", () => {
  it.each<[{ category?: string; type?: string; title?: string }, ProductKind | null]>([
    [{ category: `${clothing} > Dresses`, type: "Shirts", title: "Jeans" }, "dress"],
    [{ category: clothing, type: "Shirts", title: "Jeans" }, "upper"],
    [{ category: "", type: "Shirts", title: "Jeans" }, "upper"],
    [{ category: clothing, type: "Summer", title: "Jeans" }, "lower"],
    [{ category: clothing, type: "Summer", title: "No. 7" }, null],
  ])("%j proposes %s", (words, kind) => {
    expect(proposed(words)).toBe(kind);
  });
});
