/** What the sandbox's providers answer: the garment, cut from its picture, on the person. It knows nothing but pixels. */
import sharp from "sharp";
import type { GarmentKind } from "./catalog.ts";
import { cutGarments, openNeck } from "./fit/cut.ts";
import type { Cutout } from "./fit/cut.ts";
import { findFigure } from "./fit/figure.ts";
import type { Figure } from "./fit/figure.ts";
import { mark } from "./fit/mark.ts";
import type { Raster } from "./fit/mask.ts";
import { pinsFor } from "./fit/pins.ts";
import { shapeOf } from "./fit/shape.ts";
import type { Shape } from "./fit/shape.ts";
import { warp } from "./fit/warp.ts";
import type { Sheet } from "./fit/warp.ts";

export type GarmentPart = { kind: GarmentKind; left: number; top: number; width: number; height: number };

/** Larger pictures are worked on at this size: enough for a sandbox, and quick. */
const workingSize = { person: 1350, garments: 1000 };

async function decode(picture: Buffer, most: number): Promise<Raster> {
  const { data, info } = await sharp(picture)
    .rotate()
    .resize({ width: most * 2, height: most, fit: "inside", withoutEnlargement: true })
    .flatten({ background: "#fff" })
    .toColourspace("srgb")
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, pixels: data };
}

async function partsOf(garments: Buffer): Promise<{ cutout: Cutout; shape: Shape }[]> {
  return cutGarments(await decode(garments, workingSize.garments)).flatMap((cutout) => {
    const shape = shapeOf(cutout);
    return shape ? [{ cutout, shape }] : [];
  });
}

/** The garments that a picture shows, from left to right, by their outlines; one or two. */
export async function garmentParts(garments: Buffer): Promise<GarmentPart[]> {
  const parts = await partsOf(garments);
  return parts
    .map(({ cutout: { box }, shape }) => ({
      kind: shape.kind,
      left: box.left,
      top: box.top,
      width: box.right - box.left,
      height: box.bottom - box.top,
    }))
    .sort((a, b) => a.left - b.left);
}

/** The garment's shadow on the body, never on the wall behind it. */
async function shadowOf(sheet: Sheet, figure: Figure): Promise<Buffer | undefined> {
  if (!figure.mask) return undefined;
  const { width, height, pixels } = sheet;
  const alpha = Buffer.alloc(width * height);
  for (let at = 0; at < alpha.length; at += 1) alpha[at] = pixels[at * 4 + 3] ?? 0;
  const soft = await sharp(alpha, { raw: { width, height, channels: 1 } })
    .blur(Math.max(1, height / 260))
    .extractChannel(0)
    .raw()
    .toBuffer();
  const drop = Math.round(height / 220) * width;
  const shade = Buffer.alloc(width * height * 4);
  for (let at = drop; at < alpha.length; at += 1)
    if (figure.mask.data[at]) shade[at * 4 + 3] = (soft[at - drop] ?? 0) * 0.34;
  return shade;
}

function put(
  parts: { cutout: Cutout; shape: Shape }[],
  figure: Figure,
  width: number,
  height: number,
): Sheet[] {
  const order = parts.toSorted((a, b) => Number(b.shape.kind === "lower") - Number(a.shape.kind === "lower"));
  return order.map(({ cutout, shape }) => {
    if (shape.armpit) openNeck(cutout, shape.middle, shape.armpit.half);
    return warp(cutout, pinsFor(shape, figure), { body: figure.middle, cloth: shape.middle }, width, height);
  });
}

export async function wear(person: Buffer, garments: Buffer): Promise<Buffer> {
  const [raster, parts] = await Promise.all([decode(person, workingSize.person), partsOf(garments)]);
  const { width, height } = raster;
  const figure = findFigure(raster);
  const raw = { width, height, channels: 4 as const };
  const layers = [];
  for (const sheet of put(parts, figure, width, height)) {
    const shade = await shadowOf(sheet, figure);
    if (shade) layers.push({ input: shade, raw });
    layers.push({ input: sheet.pixels, raw });
  }
  const { autoOrient: info } = await sharp(person).metadata();
  const worn = await sharp(raster.pixels, { raw: { width, height, channels: 3 } })
    .composite(layers)
    .removeAlpha()
    .raw()
    .toBuffer();
  const sign = mark(info.width);
  const gap = Math.round(info.width * 0.022);
  const place = {
    left: Math.max(0, info.width - sign.width - gap),
    top: Math.max(0, info.height - sign.height - gap),
  };
  const full = sharp(worn, { raw: { width, height, channels: 3 } });
  const sized =
    info.width === width
      ? full
      : sharp(
          await full.resize(info.width, info.height, { fit: "fill" }).png({ compressionLevel: 0 }).toBuffer(),
        );
  return sized
    .composite([{ input: sign.svg, ...place }])
    .jpeg({ quality: 90 })
    .toBuffer();
}
