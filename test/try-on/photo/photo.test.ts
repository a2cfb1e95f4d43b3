import sharp, { type Sharp } from "sharp";
import { describe, expect, it } from "vitest";
import { cleanPhoto } from "../../../app/try-on/photo/photo.server.ts";
import { cleaned, near, pixelAt, plain, redCorner, withRedCorner } from "./photo-files.ts";

async function sizeOf(picture: Buffer): Promise<string> {
  const { width, height } = await sharp(picture).metadata();
  return `${width}×${height}`;
}

describe("a photo's colours", () => {
  const beige = [0xc9, 0xb8, 0xa8];
  it.each<[string, () => Promise<Buffer>, number[]]>([
    ["a grey JPEG", () => plain(400, 600).greyscale().jpeg().toBuffer(), [187, 187, 187]],
    [
      "a grey PNG with 16 bits",
      () => plain(400, 600).toColourspace("grey16").png().toBuffer(),
      [187, 187, 187],
    ],
    ["a PNG with 16 bits", () => plain(400, 600).toColourspace("rgb16").png().toBuffer(), beige],
    ["a PNG with a palette", () => plain(400, 600).png({ palette: true }).toBuffer(), beige],
    ["a lossless WebP", () => plain(400, 600).webp({ lossless: true }).toBuffer(), beige],
    ["a JPEG for printing", () => plain(400, 600).toColourspace("cmyk").jpeg().toBuffer(), beige],
    [
      "a JPEG in the wide colours of phones",
      () => plain(400, 600).withIccProfile("p3").jpeg().toBuffer(),
      beige,
    ],
    ["a PNG in wide colours", () => plain(400, 600).withIccProfile("p3").png().toBuffer(), beige],
  ])("are those of every screen: %s", async (_what, make, colour) => {
    const result = await cleaned(await make());
    expect(await pixelAt(result, 0.5, 0.5)).toEqual(near(colour));
    expect(await sharp(result).metadata()).toMatchObject({
      format: "jpeg",
      space: "srgb",
      channels: 3,
      hasProfile: false,
    });
  });

  it("are worked out again where a profile gave them another meaning, not only stripped of it", async () => {
    const wide = await plain(400, 600, "#ff0000").withIccProfile("p3").png().toBuffer();
    expect(await pixelAt(wide, 0.5, 0.5)).toEqual(near([234, 51, 35]));
    expect(await pixelAt(await cleaned(wide), 0.5, 0.5)).toEqual(near([255, 0, 0]));
  });

  it.each(["png", "webp"] as const)("are white where a %s is transparent", async (format) => {
    const background = { r: 255, g: 0, b: 0, alpha: 0 };
    const clear = sharp({ create: { width: 400, height: 600, channels: 4, background } });
    expect(await pixelAt(await cleaned(await clear.toFormat(format).toBuffer()), 0.5, 0.5)).toEqual(
      near([255, 255, 255]),
    );
  });

  it("are the first picture's where one follows another", async () => {
    const frames = await Promise.all(
      ["#00ff00", "#ff0000"].map((each) => plain(400, 600, each).png().toBuffer()),
    );
    const film = await sharp(frames, { join: { animated: true } })
      .webp({ loop: 0 })
      .toBuffer();
    const result = await cleaned(film);
    expect(await sizeOf(result)).toBe("400×600");
    expect(await pixelAt(result, 0.5, 0.5)).toEqual(near([0, 255, 0]));
  });
});

describe("a photo's shape", () => {
  // How a camera held so stores the upright picture: the opposite of what its number tells viewers to do.
  type Turn = (upright: Sharp) => Sharp;
  it.each<[number, Turn]>([
    [1, (upright) => upright],
    [2, (upright) => upright.flop()],
    [3, (upright) => upright.rotate(180)],
    [4, (upright) => upright.flip()],
    [5, (upright) => upright.flop().rotate(270)],
    [6, (upright) => upright.rotate(270)],
    [7, (upright) => upright.flop().rotate(90)],
    [8, (upright) => upright.rotate(90)],
  ])("is upright however the camera was held: %i", async (orientation, turn) => {
    const stored = await turn(await withRedCorner(400, 600))
      .png()
      .toBuffer();
    for (const format of ["jpeg", "png", "webp"] as const) {
      const photo = await sharp(stored).withMetadata({ orientation }).toFormat(format).toBuffer();
      const result = await cleaned(photo);
      expect([format, await sizeOf(result), await redCorner(result)]).toEqual([
        format,
        "400×600",
        "top left",
      ]);
    }
  });

  it.each<[number, number, number, string]>([
    [3000, 2000, 6, "1365×2048"],
    [4032, 3024, 1, "2048×1536"],
    [2048, 2048, 1, "2048×2048"],
    [301, 752, 1, "301×752"],
  ])(
    "is kept, and made as small as providers want it: %i×%i, held %i",
    async (width, height, orientation, size) => {
      const photo = await plain(width, height).withMetadata({ orientation }).jpeg().toBuffer();
      expect(await sizeOf(await cleaned(photo))).toBe(size);
    },
  );

  it.each<[number, number, string]>([
    [300, 500, "photo_too_small"],
    [500, 300, "photo_too_small"],
    [301, 753, "photo_shape"],
    [753, 301, "photo_shape"],
  ])("is refused where providers would: %i×%i", async (width, height, code) => {
    expect(await cleanPhoto(await plain(width, height).png().toBuffer())).toEqual({ ok: false, code });
  });
});
