/** A sketch as a product photograph: on a white table, with the soft shadow of a studio. */
import sharp from "sharp";
import { render } from "./render.ts";
import type { Frame } from "./render.ts";
import type { Sketch } from "./sketch.ts";

const table = { r: 253, g: 253, b: 252 };

async function shadow(alpha: Buffer, width: number, height: number, size: number, strength: number) {
  const soft = await sharp(alpha, { raw: { width, height, channels: 1 } })
    .blur(size)
    .extractChannel(0)
    .raw()
    .toBuffer();
  const pixels = Buffer.alloc(width * height * 4);
  for (let at = 0; at < soft.length; at += 1) pixels[at * 4 + 3] = Math.round((soft[at] ?? 0) * strength);
  return pixels;
}

export async function photograph(
  sketch: Sketch,
  shown: Frame,
  shownWidth: number,
  shownHeight: number,
  type: "jpeg" | "webp",
): Promise<Buffer> {
  // A close view is drawn with more around it and cut: a blur would darken at the edge of the drawing.
  const border = shown.width < 1200 ? Math.round(shownWidth / 10) : 0;
  const margin = (border * shown.width) / shownWidth;
  const [width, height] = [shownWidth + 2 * border, shownHeight + 2 * border];
  const frame = {
    x: shown.x - margin,
    y: shown.y - margin,
    width: shown.width + 2 * margin,
    height: (shown.height / shownHeight) * height,
  };
  const raw = { width, height, channels: 4 as const };
  const layer = await render(sketch, frame, width, height);
  const alpha = Buffer.alloc(width * height);
  for (let at = 0; at < alpha.length; at += 1) alpha[at] = layer.pixels[at * 4 + 3] ?? 0;
  const unit = width / frame.width;
  const casts = [
    { size: 20 * unit, strength: 0.13, left: 8, top: 18 },
    { size: Math.max(0.5, 5 * unit), strength: 0.1, left: 3, top: 6 },
  ];
  const shadows = await Promise.all(
    casts.map(async ({ size, strength, left, top }) => {
      const [dx, dy] = [Math.round(left * unit), Math.round(top * unit)];
      const input = await sharp(await shadow(alpha, width, height, size, strength), { raw })
        .extract({ left: 0, top: 0, width: width - dx, height: height - dy })
        .png({ compressionLevel: 0 })
        .toBuffer();
      return { input, left: dx, top: dy };
    }),
  );
  const sheet = await sharp({ create: { width, height, channels: 3, background: table } })
    .composite([...shadows, { input: layer.pixels, raw }])
    .removeAlpha()
    .raw()
    .toBuffer();
  const image = sharp(sheet, { raw: { width, height, channels: 3 } }).extract({
    left: border,
    top: border,
    width: width - 2 * border,
    height: height - 2 * border,
  });
  return type === "webp" ? image.webp({ quality: 88 }).toBuffer() : image.jpeg({ quality: 90 }).toBuffer();
}
