/**
 * Makes a shopper's picture safe to keep and to send: really decoded, upright, within the providers' limits, and without
 * anything that the camera wrote beside the pixels (place, time, device).
 */
import sharp from "sharp";
import { pictureType } from "../picture-type.ts";
import { refuse, type Taken } from "../refusals.ts";

export const maxPhotoBytes = 10 * 1024 * 1024;
const minSide = 300;
/** A picture of few bytes can unfold to gigabytes; 50 megapixels is more than phones take. */
const maxPixels = 50_000_000;
const sentSide = 2048;
const maxAspect = 2.5;

export async function cleanPhoto(given: Buffer): Promise<Taken<Buffer>> {
  if (given.length === 0) return refuse("photo_missing");
  if (given.length > maxPhotoBytes) return refuse("photo_too_large");
  if (!pictureType(given)) return refuse("photo_type");
  try {
    const picture = sharp(given, { limitInputPixels: maxPixels, failOn: "error", sequentialRead: true });
    const { width, height } = await picture.metadata();
    if (width * height > maxPixels) return refuse("photo_too_large");
    if (Math.min(width, height) < minSide) return refuse("photo_too_small");
    if (Math.max(width, height) / Math.min(width, height) > maxAspect) return refuse("photo_shape");
    const cleaned = await picture
      .autoOrient()
      .resize({ width: sentSide, height: sentSide, fit: "inside", withoutEnlargement: true })
      .flatten({ background: "#ffffff" })
      .toColourspace("srgb")
      .jpeg({ quality: 90 })
      .toBuffer();
    return { ok: true, value: cleaned };
  } catch {
    return refuse("photo_unreadable");
  }
}
