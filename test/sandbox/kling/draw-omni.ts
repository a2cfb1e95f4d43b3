/** Omni-Image's pictures: a try-on when the prompt names a person and garments, else something of the right size. */
import sharp from "sharp";
import { mark } from "../drawings/fit/mark.ts";
import { wear } from "../drawings/wear.ts";
import type { Made } from "../tasks/desk.ts";
import { sideBySide } from "../tasks/draw.ts";

export type Ratio = "auto" | `${number}:${number}`;

type Wish = { pictures: Buffer[]; named: number[]; count: number; ratio: Ratio; side: number };

const paper = "#e9e6e1";

/** Of the named pictures the first shows the person, the others the garments. */
export async function drawOmni({ pictures, named, count, ratio, side }: Wish): Promise<Made> {
  const [first, ...others] = named.flatMap((index) => pictures[index] ?? []);
  const base =
    first !== undefined && others.length > 0
      ? await wear(first, await sideBySide(others))
      : await marked(first ?? pictures[0] ?? (await emptySheet(ratio)));
  const framed = await frame(base, ratio, side);
  const made: Buffer[] = [];
  for (let index = 0; index < count; index += 1) made.push(await variation(framed, index));
  return { pictures: made };
}

/** Each a shade darker than the one before, so that two pictures are never the same bytes. */
function variation(picture: Buffer, index: number): Promise<Buffer> {
  return sharp(picture)
    .modulate({ brightness: 1 - index * 0.02 })
    .jpeg({ quality: 88 })
    .toBuffer();
}

/** The resolution says how many pixels there are, the ratio how they lie. */
async function frame(picture: Buffer, ratio: Ratio, side: number): Promise<Buffer> {
  const { width: wide, height: high } = await sharp(picture).metadata();
  const share = ratio === "auto" ? wide / high : shareOf(ratio);
  const size = { width: Math.round(side * Math.sqrt(share)), height: Math.round(side / Math.sqrt(share)) };
  return sharp(picture)
    .resize({ ...size, fit: "contain", background: paper })
    .png({ compressionLevel: 0 })
    .toBuffer();
}

function shareOf(ratio: Ratio): number {
  const [wide = 1, high = 1] = ratio.split(":").map(Number);
  return wide / high;
}

function emptySheet(ratio: Ratio): Promise<Buffer> {
  const share = ratio === "auto" ? 1 : shareOf(ratio);
  const size = { width: Math.round(900 * Math.sqrt(share)), height: Math.round(900 / Math.sqrt(share)) };
  return sharp({ create: { ...size, channels: 3, background: "#9fb3c8" } })
    .png()
    .toBuffer();
}

async function marked(picture: Buffer): Promise<Buffer> {
  const upright = await sharp(picture).rotate().flatten({ background: "#fff" }).png().toBuffer();
  const { width, height } = await sharp(upright).metadata();
  const sign = mark(width);
  const place = {
    left: Math.max(0, width - sign.width - 8),
    top: Math.max(0, height - sign.height - 8),
  };
  return sharp(upright)
    .composite([{ input: sign.svg, ...place }])
    .png()
    .toBuffer();
}
