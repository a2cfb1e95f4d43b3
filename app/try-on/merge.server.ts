/** An upper and a lower side by side on white: how models that take outfits on one picture want them. */
import sharp from "sharp";
import { bounds } from "../pictures.ts";

const height = 1_024;
const sideMax = 960;
const gap = 64;

export async function mergeOnWhite(upper: Buffer, lower: Buffer): Promise<Buffer> {
  const parts = await Promise.all([upper, lower].map(fit));
  const width = parts.reduce((sum, part) => sum + part.info.width, gap * 3);
  let left = gap;
  const places = parts.map(({ data, info }) => {
    const place = { input: data, left, top: Math.round((height + gap * 2 - info.height) / 2) };
    left += info.width + gap;
    return place;
  });
  return sharp({ create: { width, height: height + gap * 2, channels: 3, background: "#ffffff" } })
    .composite(places)
    .jpeg({ quality: 92 })
    .toBuffer();
}

function fit(picture: Buffer) {
  return sharp(picture, { limitInputPixels: bounds.maxPixels })
    .autoOrient()
    .flatten({ background: "#ffffff" })
    .resize({ height, width: sideMax, fit: "inside" })
    .toColourspace("srgb")
    .png()
    .toBuffer({ resolveWithObject: true });
}
