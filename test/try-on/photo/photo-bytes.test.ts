import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { cleanPhoto, maxPhotoBytes } from "../../../app/try-on/photo/photo.server.ts";
import {
  addToJpeg,
  cleaned,
  endlessJpeg,
  lyingJpeg,
  near,
  partsBeside,
  pixelAt,
  plain,
  pngWithText,
  withRedCorner,
} from "./photo-files.ts";

const text = (words: string) => Buffer.from(words, "latin1");
const segment = Buffer.alloc(65_000);

describe("what was written beside the pixels", () => {
  const secret = "52 Secret Street";
  const camera = { IFD0: { Make: secret, Software: secret }, IFD3: { GPSLatitude: "52/1 31/1 0/1" } };
  const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/">${secret}</x:xmpmeta>`;
  const full = () => plain(400, 600).withIccProfile("p3").withExif(camera).withXmp(xmp);

  it.each<[string, () => Promise<Buffer>]>([
    [
      "JPEG",
      async () =>
        addToJpeg(
          addToJpeg(await full().jpeg().toBuffer(), 0xed, text(`Photoshop 3.0\0${secret}`)),
          0xfe,
          text(secret),
        ),
    ],
    ["PNG", () => full().png().toBuffer()],
    ["WebP", () => full().webp().toBuffer()],
  ])("is gone: %s", async (_type, make) => {
    const photo = await make();
    expect(photo.includes(secret)).toBe(true);
    const result = await cleaned(photo);
    expect(result.includes(secret)).toBe(false);
    expect(partsBeside(result)).toEqual([]);
  });

  it("is gone where it came after the picture's end", async () => {
    const photo = Buffer.concat([await plain(400, 600).jpeg().toBuffer(), text(`<html>${secret}</html>`)]);
    expect((await cleaned(photo)).includes(secret)).toBe(false);
  });

  const segments = (marker: number, head: string) => async () => {
    const parts = Array.from({ length: 100 }, (_, index) =>
      Buffer.concat([text(head), Buffer.from([index + 1, 100]), segment]),
    );
    return addToJpeg(
      await plain(400, 600).jpeg().toBuffer(),
      marker,
      ...parts.map((part) => part.subarray(0, 65_000)),
    );
  };
  it.each<[string, () => Promise<Buffer>]>([
    ["6 MB that call themselves EXIF", segments(0xe1, "Exif\0\0")],
    ["6 MB that call themselves a colour profile", segments(0xe2, "ICC_PROFILE\0")],
    ["a note that unfolds to 100 MB", () => pngWithText("zTXt", 100_000_000)],
    ["a colour profile that unfolds to 100 MB", () => pngWithText("iCCP", 100_000_000)],
  ])("does no harm: %s", async (_what, make) => {
    const result = await cleaned(await make());
    expect(await pixelAt(result, 0.5, 0.5)).toEqual(near([0xc9, 0xb8, 0xa8]));
    expect(result.length).toBeLessThan(20_000);
  });
});

describe("a file that is no good", () => {
  const half = (photo: Buffer) => photo.subarray(0, photo.length / 2);
  const drawn = () => withRedCorner(600, 900);
  const unreadable: [string, () => Promise<Buffer>][] = [
    ["half a JPEG", async () => half(await (await drawn()).jpeg().toBuffer())],
    [
      "half a progressive JPEG",
      async () => half(await (await drawn()).jpeg({ progressive: true }).toBuffer()),
    ],
    [
      "half a JPEG to which somebody put an end",
      async () => Buffer.concat([half(await (await drawn()).jpeg().toBuffer()), Buffer.from([0xff, 0xd9])]),
    ],
    ["half a PNG", async () => half(await (await drawn()).png().toBuffer())],
    ["half a WebP", async () => half(await (await drawn()).webp().toBuffer())],
    [
      "a web page behind a JPEG's first bytes",
      async () => text(`\xff\xd8\xff\xe0<html>${"<p>".repeat(99)}</html>`),
    ],
    [
      "a JPEG that says 60,000×60,000",
      async () => lyingJpeg(await plain(400, 600).jpeg().toBuffer(), 60_000, 60_000),
    ],
    [
      "a small PNG that really unfolds to just over 50 megapixels",
      () => plain(8_000, 6_251).png({ compressionLevel: 1 }).toBuffer(),
    ],
    [
      "a JPEG that says it is larger than it is",
      async () => lyingJpeg(await (await drawn()).jpeg().toBuffer(), 5_000, 6_000),
    ],
    ["a JPEG that says the same 1,000 times", () => endlessJpeg(1_000)],
  ];
  it.each(unreadable)("is refused as unreadable: %s", async (_what, make) => {
    expect(await cleanPhoto(await make())).toEqual({ ok: false, code: "photo_unreadable" });
  });

  it.each<[string, Buffer, string]>([
    ["nothing", Buffer.alloc(0), "photo_missing"],
    ["too many bytes", Buffer.alloc(maxPhotoBytes + 1, 0xff), "photo_too_large"],
    ["one byte", Buffer.alloc(1, 0xff), "photo_type"],
    ["a PDF", text("%PDF-1.7 and so on"), "photo_type"],
    ["an SVG", text('<svg xmlns="http://www.w3.org/2000/svg"/>'), "photo_type"],
  ])("is refused for what it is: %s", async (_what, bytes, code) => {
    expect(await cleanPhoto(bytes)).toEqual({ ok: false, code });
  });

  it("is not one of exactly 10 MB", async () => {
    const photo = await plain(400, 600).jpeg().toBuffer();
    const exact = Buffer.concat([photo, Buffer.alloc(maxPhotoBytes - photo.length)]);
    expect((await cleanPhoto(exact)).ok).toBe(true);
  });

  it("is not one with a mistake that every viewer forgives", async () => {
    const photo = await plain(400, 600).jpeg().toBuffer();
    const start = photo.lastIndexOf(Buffer.from([0xff, 0xda]));
    const sloppy = Buffer.concat([photo.subarray(0, start), Buffer.from([1, 2, 3]), photo.subarray(start)]);
    await expect(sharp(sloppy, { failOn: "warning" }).toBuffer()).rejects.toThrow("extraneous");
    expect((await cleanPhoto(sloppy)).ok).toBe(true);
  });
});
