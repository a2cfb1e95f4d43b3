/**
 * Makes a shopper's picture safe to keep and to send: really decoded, upright, within the providers' limits, and without
 * anything that the camera wrote beside the pixels (place, time, device).
 */
import limitConcurrency from "p-limit";
import sharp from "sharp";
import { bounds, hasTakenShape, pictureType } from "../pictures.ts";
import { refuse, type Taken } from "../refusals.ts";

export const maxPhotoBytes = 10 * 1024 * 1024;

/** A large photo unfolds to 150 MB while it is worked on, so only so many are at a time. */
const atATime = limitConcurrency(2);

export function cleanPhoto(given: Buffer): Promise<Taken<Buffer>> {
  return atATime(() => clean(given));
}

async function clean(given: Buffer): Promise<Taken<Buffer>> {
  if (given.length === 0) return refuse("photo_missing");
  if (given.length > maxPhotoBytes) return refuse("photo_too_large");
  if (!pictureType(given)) return refuse("photo_type");
  try {
    const picture = sharp(given, {
      limitInputPixels: bounds.maxPixels,
      failOn: "error",
      sequentialRead: true,
    });
    const { width, height } = await picture.metadata();
    if (width * height > bounds.maxPixels) return refuse("photo_too_large");
    if (Math.min(width, height) < bounds.minSide) return refuse("photo_too_small");
    if (!hasTakenShape({ width, height })) return refuse("photo_shape");
    const cleaned = await picture
      .autoOrient()
      .resize({ width: bounds.maxSide, height: bounds.maxSide, fit: "inside", withoutEnlargement: true })
      .flatten({ background: "#ffffff" })
      .toColourspace("srgb")
      .jpeg({ quality: 90 })
      .toBuffer();
    return { ok: true, value: cleaned };
  } catch {
    return refuse("photo_unreadable");
  }
}
