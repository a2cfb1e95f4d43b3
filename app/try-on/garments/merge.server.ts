/** An upper and a lower side by side on white: how models that take outfits on one picture want them. */
import sharp from "sharp";
import { pictureSeconds, pictureWork } from "../../picture-work.ts";
import { bounds } from "../../pictures.ts";

const height = 1_024;
const widest = 880;
const gap = 48;
const canvasHeight = height + gap * 2;

export async function mergeOnWhite(upper: Buffer, lower: Buffer): Promise<Buffer> {
  const parts = await Promise.all([upper, lower].map((picture) => pictureWork(() => fit(picture))));
  const taken = parts.reduce((sum, part) => sum + part.info.width, gap * 3);
  // Two ribbons side by side would still be a ribbon: white on both sides makes it a picture that providers take.
  const width = Math.max(taken, Math.ceil(canvasHeight / bounds.maxAspect));
  let left = gap + Math.floor((width - taken) / 2);
  const places = parts.map(({ data, info }) => {
    const place = { input: data, left, top: Math.round((canvasHeight - info.height) / 2) };
    left += info.width + gap;
    return place;
  });
  return sharp({ create: { width, height: canvasHeight, channels: 3, background: "#ffffff" } })
    .composite(places)
    .jpeg({ quality: 92 })
    .toBuffer();
}

function fit(picture: Buffer) {
  return sharp(picture, { limitInputPixels: bounds.maxPixels })
    .autoOrient()
    .flatten({ background: "#ffffff" })
    .resize({ height, width: widest, fit: "inside" })
    .toColourspace("srgb")
    .png()
    .timeout({ seconds: pictureSeconds })
    .toBuffer({ resolveWithObject: true });
}
