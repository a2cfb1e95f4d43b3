import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { promisify } from "node:util";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { photoType, pictureType } from "../../../app/pictures.ts";
import { cleanPhoto } from "../../../app/try-on/photo/photo.server.ts";
import { lyingHeic, mirrored, turned, withBrand, withPrimary, withProperty } from "./heic-boxes.ts";
import { cleaned, heicFile, near, partsBeside, pixelAt, plain, redCorner } from "./photo-files.ts";

async function look(photo: Buffer) {
  const taken = await cleanPhoto(photo);
  if (!taken.ok) return taken.code;
  const { format, width, height } = await sharp(taken.value).metadata();
  return `${format} ${width}×${height}, red ${await redCorner(taken.value)}`;
}

const upright = heicFile("upright");
const fromCamera = heicFile("from-a-camera");

describe("a HEIC", () => {
  it("is known by its bytes, and is nothing that a provider may send", () => {
    for (const photo of [upright, withBrand(upright, "heix"), withBrand(upright, "mif1")]) {
      expect(photoType(photo)).toBe("image/heic");
      expect(pictureType(photo)).toBeUndefined();
    }
  });

  it("becomes a JPEG that looks the same", async () => {
    expect(await look(upright)).toBe("jpeg 600×900, red top left");
    expect(await look(withBrand(upright, "mif1"))).toBe("jpeg 600×900, red top left");
  });

  it.each<[string, Buffer, string]>([
    ["a quarter", turned(1), "jpeg 900×600, red bottom left"],
    ["upside down", turned(2), "jpeg 600×900, red bottom right"],
    ["three quarters", turned(3), "jpeg 900×600, red top right"],
    ["mirrored", mirrored("left to right"), "jpeg 600×900, red top right"],
    ["on its head, mirrored", mirrored("top to bottom"), "jpeg 600×900, red bottom left"],
  ])("is turned as it says: %s", async (_turn, property, result) => {
    expect(await look(withProperty(upright, property))).toBe(result);
  });

  it("is not turned a second time by what the camera wrote beside it", async () => {
    expect((await sharp(fromCamera).metadata()).exif?.includes("A camera")).toBe(true);
    expect(await look(fromCamera)).toBe("jpeg 600×900, red top left");
    expect(await look(withProperty(fromCamera, turned(3)))).toBe("jpeg 900×600, red top right");
  });

  it("leaves place, device and profile behind, and keeps its colours", async () => {
    const result = await cleaned(fromCamera);
    expect(partsBeside(result)).toEqual([]);
    // In the photo's own wide colours this red is 234, 51, 35.
    expect(await pixelAt(result, 0.1, 0.1)).toEqual(near([255, 0, 0]));
  });

  it("may have ten bits a colour", async () => {
    expect(await look(heicFile("ten-bit"))).toBe("jpeg 320×480, red top left");
  });

  it("is white where it is transparent", async () => {
    const result = await cleaned(heicFile("transparent"));
    expect(await pixelAt(result, 0.1, 0.5)).toEqual(near([0, 0, 255]));
    expect(await pixelAt(result, 0.8, 0.5)).toEqual(near([255, 255, 255]));
  });

  it("is the one picture that the file names first, wherever it lies", async () => {
    const two = heicFile("two-pictures");
    expect(await look(two)).toBe("jpeg 400×500, red ");
    expect(await look(withPrimary(two, 2))).toBe("jpeg 600×900, red top left");
  });
});

describe("a HEIC that is no good", () => {
  it.each<[string, Buffer, string]>([
    ["the first kilobyte", upright.subarray(0, 1_024), "photo_unreadable"],
    ["all but its end", upright.subarray(0, -60), "photo_unreadable"],
    ["its first bytes alone", upright.subarray(0, 28), "photo_unreadable"],
    ["one that says it is larger than it is", lyingHeic(upright, 2_000, 3_000), "photo_unreadable"],
    ["one that says it is a row larger", lyingHeic(upright, 600, 901), "photo_unreadable"],
    ["one that says 60,000×60,000", lyingHeic(upright, 60_000, 60_000), "photo_unreadable"],
    ["one just over 50 megapixels", lyingHeic(upright, 8_000, 6_251), "photo_unreadable"],
    ["100 megapixels", heicFile("unfolds-to-100-megapixels"), "photo_unreadable"],
    [
      "100 megapixels that say they are few",
      lyingHeic(heicFile("unfolds-to-100-megapixels"), 600, 900),
      "photo_unreadable",
    ],
    ["a small one", lyingHeic(upright, 300, 450), "photo_too_small"],
    ["a ribbon", lyingHeic(upright, 301, 753), "photo_shape"],
    ["a film", withBrand(upright, "hevc"), "photo_type"],
    ["a sequence", withBrand(upright, "msf1"), "photo_type"],
    ["one that only says it is a picture", withBrand(upright, "mif1", "miafmiafmiaf"), "photo_type"],
  ])("is refused: %s", async (_what, photo, code) => {
    expect(await cleanPhoto(photo)).toEqual({ ok: false, code });
  });

  it("is refused when it is an AVIF, also under another name", async () => {
    const avif = await plain(400, 600).avif().toBuffer();
    expect(await look(avif)).toBe("photo_type");
    expect(await look(withBrand(avif, "heic"))).toBe("photo_unreadable");
  });

  it("does not spoil the thread for the next one", async () => {
    expect(await look(upright.subarray(0, -60))).toBe("photo_unreadable");
    expect(await look(upright)).toBe("jpeg 600×900, red top left");
  });
});

describe("the threads that unfold HEIC", () => {
  it("have the decoder to themselves", async () => {
    expect(await look(upright)).toContain("600×900");
    const { cache } = createRequire(import.meta.url);
    expect(Object.keys(cache).filter((file) => file.includes("libheif"))).toEqual([]);
  });

  it("are few, and too many photos at once are asked to come back later", async () => {
    const seen = await Promise.all(Array.from({ length: 40 }, () => look(upright)));
    const taken = seen.filter((each) => each === "jpeg 600×900, red top left").length;
    expect(taken).toBeGreaterThanOrEqual(16);
    expect(seen.filter((each) => each === "busy")).toHaveLength(40 - taken);
    expect(taken).toBeLessThan(20);
  });

  it("do not keep a process that has nothing else to do", async () => {
    const photo = new URL("../../../app/try-on/photo/photo.server.ts", import.meta.url).href;
    const fixture = new URL("../../fixtures/photos/upright.heic", import.meta.url).href;
    const program = `
      import { readFileSync } from "node:fs";
      import { cleanPhoto } from ${JSON.stringify(photo)};
      const taken = await cleanPhoto(readFileSync(new URL(${JSON.stringify(fixture)})));
      process.stdout.write(String(taken.ok));`;
    // Killed and rejected if it does not end before the idle threads would.
    const run = promisify(execFile)(process.execPath, ["--input-type=module", "--eval", program], {
      timeout: 25_000,
    });
    expect((await run).stdout).toBe("true");
  });
});
