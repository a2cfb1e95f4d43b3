/** Photos as cameras and troublemakers write them. The HEIC ones lie ready, because nothing here can write HEVC. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { deflateSync, crc32 } from "node:zlib";
import sharp, { type Sharp } from "sharp";
import { expect } from "vitest";
import { cleanPhoto } from "../../../app/try-on/photo/photo.server.ts";

export const heicFile = (name: string): Buffer =>
  readFileSync(resolve(import.meta.dirname, `../../fixtures/photos/${name}.heic`));

export const plain = (width: number, height: number, background = "#c9b8a8"): Sharp =>
  sharp({ create: { width, height, channels: 3, background } });

/** White with a red corner at the top left, so that it shows which way up it is. */
export async function withRedCorner(width = 400, height = 600): Promise<Sharp> {
  const corner = await plain(width / 2, height / 2, "#ff0000")
    .png()
    .toBuffer();
  const whole = plain(width, height, "#ffffff").composite([{ input: corner, left: 0, top: 0 }]);
  return sharp(await whole.png().toBuffer());
}

export async function cleaned(photo: Buffer): Promise<Buffer> {
  const taken = await cleanPhoto(photo);
  if (!taken.ok) throw new Error(taken.code);
  return taken.value;
}

/** What a JPEG leaves of a colour. */
export const near = (pixel: readonly number[]): unknown[] =>
  pixel.map((value) => expect.toSatisfy((got: number) => Math.abs(got - value) < 8, `about ${value}`));

export async function pixelAt(picture: Buffer, x: number, y: number): Promise<number[]> {
  const { data, info } = await sharp(picture).keepIccProfile().raw().toBuffer({ resolveWithObject: true });
  const from = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * info.channels;
  return [...data.subarray(from, from + info.channels)];
}

/** Where a picture is red. */
export async function redCorner(picture: Buffer): Promise<string> {
  const found: string[] = [];
  for (const [name, x, y] of [
    ["top left", 0.1, 0.1],
    ["top right", 0.9, 0.1],
    ["bottom left", 0.1, 0.9],
    ["bottom right", 0.9, 0.9],
  ] as const) {
    const [red = 0, green = 255, blue = 255] = await pixelAt(picture, x, y);
    if (red > 200 && green < 80 && blue < 80) found.push(name);
  }
  return found.join(" and ");
}

/** The markers of the parts of a JPEG that carry anything beside what its pixels need. */
export function partsBeside(jpeg: Buffer): string[] {
  const parts: string[] = [];
  for (let at = 2; jpeg[at] === 0xff && jpeg[at + 1] !== 0xda; at += 2 + jpeg.readUInt16BE(at + 2))
    parts.push(jpeg.toString("hex", at + 1, at + 2));
  return parts.filter((marker) => /^e[1-f]|^fe/.test(marker));
}

export function addToJpeg(jpeg: Buffer, marker: number, ...bodies: Buffer[]): Buffer {
  const parts = bodies.map((body) => {
    const head = Buffer.from([0xff, marker, 0, 0]);
    head.writeUInt16BE(body.length + 2, 2);
    return Buffer.concat([head, body]);
  });
  return Buffer.concat([jpeg.subarray(0, 2), ...parts, jpeg.subarray(2)]);
}

/** The same bytes behind a header that says another size. */
export function lyingJpeg(jpeg: Buffer, width: number, height: number): Buffer {
  const lying = Buffer.from(jpeg);
  const frame =
    [0xc0, 0xc2].map((kind) => lying.indexOf(Buffer.from([0xff, kind]))).find((at) => at > 0) ?? 0;
  lying.writeUInt16BE(height, frame + 5);
  lying.writeUInt16BE(width, frame + 7);
  return lying;
}

/** Its last scan again and again: every viewer that follows works for minutes. */
export async function endlessJpeg(times: number): Promise<Buffer> {
  const jpeg = await (await withRedCorner()).jpeg({ progressive: true }).toBuffer();
  const end = jpeg.length - 2;
  const scan = jpeg.subarray(jpeg.lastIndexOf(Buffer.from([0xff, 0xda])), end);
  return Buffer.concat([jpeg.subarray(0, end), ...Array<Buffer>(times).fill(scan), jpeg.subarray(end)]);
}

/** A PNG with a part behind its header; the text in it unfolds to as many zeros as are asked for. */
export async function pngWithText(kind: "zTXt" | "iCCP", zeros: number): Promise<Buffer> {
  const png = await plain(600, 800).png().toBuffer();
  const body = Buffer.concat([Buffer.from(`${kind}A note\0\0`, "latin1"), deflateSync(Buffer.alloc(zeros))]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(body.length - 4, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)]);
}
