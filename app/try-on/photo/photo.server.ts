/**
 * Makes a shopper's picture safe to keep and to send: really decoded, upright, within the providers' limits, in the
 * colours that every screen shows, and without anything that the camera wrote beside the pixels (place, time, device).
 */
import limitConcurrency from "p-limit";
import sharp, { type Metadata, type Sharp } from "sharp";
import { bounds, hasTakenShape, photoType, written } from "../../pictures.ts";
import { pictureSeconds, pictureWork } from "../../picture-work.ts";
import { refuse, type RefusalCode, type Taken } from "../../refusals.ts";
import { heicThreads, unfoldHeic } from "./heic.server.ts";

export const maxPhotoBytes = 10 * 1024 * 1024;

/** HEICs have a line of their own, because one takes as long as several others, and each is 10 MB while it waits. */
const heicsAtATime = limitConcurrency(heicThreads);
const heicsWaiting = 16;

export async function cleanPhoto(given: Buffer): Promise<Taken<Buffer>> {
  if (given.length === 0) return refuse("photo_missing");
  if (given.length > maxPhotoBytes) return refuse("photo_too_large");
  const type = photoType(given);
  if (!type) return refuse("photo_type");
  if (type !== "image/heic") return pictureWork(() => clean(given, () => rewriteWhole(given)));
  if (heicsAtATime.pendingCount >= heicsWaiting) return refuse("busy", 5);
  return heicsAtATime(() => clean(given, (header) => rewriteHeic(given, header)));
}

/** The header is judged before any pixel is unfolded. */
async function clean(
  given: Buffer,
  rewritten: (header: Metadata) => Promise<Buffer | undefined>,
): Promise<Taken<Buffer>> {
  const header = await open(given).metadata().catch(nothing);
  if (!header) return refuse("photo_unreadable");
  const code = whyNot(header);
  if (code) return refuse(code);
  const value = await rewritten(header);
  return value ? { ok: true, value } : refuse("photo_unreadable");
}

const nothing = () => undefined;

/** A picture that says it has more pixels than the bound is refused by its header. */
function open(picture: Uint8Array, failOn: "warning" | "error" = "error"): Sharp {
  return sharp(picture, { limitInputPixels: bounds.maxPixels, failOn, sequentialRead: true });
}

function whyNot(size: Pick<Metadata, "width" | "height">): RefusalCode | undefined {
  if (Math.min(size.width, size.height) < bounds.minSide) return "photo_too_small";
  return hasTakenShape(size) ? undefined : "photo_shape";
}

/** Cameras make mistakes in small print that every viewer forgives. A picture that ends too early is not one of them. */
async function rewriteWhole(given: Buffer): Promise<Buffer | undefined> {
  try {
    return await rewrite(open(given, "warning"));
  } catch (error) {
    return /premature end/i.test(String(error)) ? undefined : rewrite(open(given)).catch(nothing);
  }
}

async function rewriteHeic(given: Buffer, { width, height, icc }: Metadata): Promise<Buffer | undefined> {
  const unfolded = await unfoldHeic({ bytes: given, width, height, profile: icc });
  return unfolded && pictureWork(() => rewrite(open(unfolded)));
}

function rewrite(picture: Sharp): Promise<Buffer> {
  return picture
    .autoOrient()
    .resize({ width: bounds.maxSide, height: bounds.maxSide, fit: "inside", withoutEnlargement: true })
    .flatten({ background: "#ffffff" })
    .toColourspace("srgb")
    .jpeg(written(90))
    .timeout({ seconds: pictureSeconds })
    .toBuffer();
}
