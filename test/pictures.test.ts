import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { pictureType } from "../app/pictures.ts";

const blank = () => sharp({ create: { width: 20, height: 20, channels: 3, background: "#fff" } });
const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

describe("a picture's type", () => {
  it.each([
    ["image/jpeg", () => blank().jpeg().toBuffer()],
    ["image/jpeg", () => blank().jpeg({ progressive: true }).withMetadata().toBuffer()],
    ["image/png", () => blank().png().toBuffer()],
    ["image/webp", () => blank().webp().toBuffer()],
    ["image/webp", () => blank().webp({ lossless: true }).toBuffer()],
  ])("is %s by the bytes that an encoder made", async (type, make) => {
    expect(pictureType(await make())).toBe(type);
  });

  it.each([
    ["a GIF", () => blank().gif().toBuffer()],
    ["a TIFF", () => blank().tiff().toBuffer()],
    ["an AVIF", () => blank().avif().toBuffer()],
  ])("is none that we take: %s", async (_name, make) => {
    expect(pictureType(await make())).toBeUndefined();
  });

  it.each<[string, Buffer]>([
    ["nothing", Buffer.alloc(0)],
    ["a picture's first bytes alone", Buffer.from([0xff, 0xd8, 0xff])],
    ["a PNG's signature alone", Buffer.from(png)],
    [
      "a PNG whose line end was translated",
      Buffer.from([...png.filter((byte) => byte !== 0x0d), 0, 0, 0, 0, 0]),
    ],
    ["text", Buffer.from("this is no picture at all")],
    ["a web page", Buffer.from("<!doctype html><title>Sign in</title>")],
    ["an SVG", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ["a PDF", Buffer.from("%PDF-1.7 and so on")],
    ["sound in the same wrapping as WebP", Buffer.from("RIFF\u0010\u0000\u0000\u0000WAVEfmt ")],
    ["a signature that comes late", Buffer.concat([Buffer.from(" "), Buffer.from(png), Buffer.alloc(9)])],
  ])("is none that we take: %s", (_name, bytes) => {
    expect(pictureType(bytes)).toBeUndefined();
  });
});
