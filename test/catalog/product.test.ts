import { describe, expect, it } from "vitest";
import { garmentAddress } from "../../app/catalog/product.ts";

const picture = (width: number, height: number, name = "shirt") => ({
  address: `https://cdn.shopify.com/s/files/1/${name}.webp?v=7`,
  width,
  height,
});
const only = (width: number, height: number) => ({
  featured: picture(width, height),
  variants: [],
  others: [],
});

describe("the picture that goes to the provider", () => {
  it("is the selected variant's, else the product's first", () => {
    const pictures = {
      featured: picture(900, 1200),
      variants: [
        { id: "1", picture: picture(800, 1000, "blue") },
        { id: "2", picture: null },
      ],
      others: [],
    };
    const chosen = (id?: string) => garmentAddress(pictures, {}, id);
    expect(chosen("1")).toEqual({
      ok: true,
      value: expect.stringContaining("/blue.webp?v=7&width=800&format=pjpg"),
    });
    for (const id of ["2", "3", undefined])
      expect(chosen(id)).toEqual({
        ok: true,
        value: expect.stringContaining("/shirt.webp?v=7&width=900&format=pjpg"),
      });
  });

  it.each([
    [4000, 4000, 1024],
    [900, 1200, 900],
    [2000, 5000, 819],
    [5000, 2000, 1024],
    [301, 301, 301],
  ])("of %i x %i is asked for %i wide: within 301 and 2,048 pixels", (width, height, asked) => {
    const address = garmentAddress(only(width, height), {}, undefined);
    expect(address.ok && new URL(address.value).searchParams.get("width")).toBe(String(asked));
    const sent = [asked, (asked * height) / width];
    expect(Math.min(...sent)).toBeGreaterThanOrEqual(301);
    expect(Math.max(...sent)).toBeLessThanOrEqual(2048);
  });

  it.each([
    [300, 900],
    [1000, 300],
    [400, 1001],
    [1001, 400],
  ])("of %i x %i is none that a provider takes", (width, height) => {
    expect(garmentAddress(only(width, height), {}, undefined)).toEqual({
      ok: false,
      code: "garment_not_ready",
    });
  });

  // Or a shopper who chose that variant would be refused after the photo was sent.
  it("is another where a provider does not take the selected variant's", () => {
    const [small, other] = [picture(200, 200, "small"), picture(900, 900, "other")];
    const chosen = (featured: typeof small | null) =>
      garmentAddress(
        {
          featured,
          variants: [
            { id: "1", picture: small },
            { id: "2", picture: other },
          ],
          others: [],
        },
        {},
        "1",
      );
    expect(chosen(picture(900, 1200))).toMatchObject({ value: expect.stringContaining("/shirt.webp") });
    for (const featured of [small, null])
      expect(chosen(featured)).toMatchObject({ value: expect.stringContaining("/other.webp") });
  });

  it("is none where the product has none", () => {
    expect(garmentAddress({ featured: null, variants: [], others: [] }, {}, undefined)).toEqual({
      ok: false,
      code: "garment_not_ready",
    });
  });
});
