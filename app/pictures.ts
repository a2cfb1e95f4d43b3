/** A picture's type by its first bytes. Names and headers are claims; these are the facts that decoders go by. */
export type PictureType = "image/jpeg" | "image/png" | "image/webp";

export function pictureType(bytes: Buffer): PictureType | undefined {
  if (bytes.length < 12) return undefined;
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return "image/jpeg";
  if (bytes.subarray(0, 8).equals(pngSignature)) return "image/png";
  if (bytes.toString("latin1", 0, 4) === "RIFF" && bytes.toString("latin1", 8, 12) === "WEBP")
    return "image/webp";
  return undefined;
}

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** What all providers take, measured in pixels: the narrowest of their bounds. */
export const bounds = {
  minSide: 301,
  maxSide: 2_048,
  /** The longer side to the shorter one. */
  maxAspect: 2.5,
  /** A picture of few bytes can unfold to gigabytes; this is more than phones take. */
  maxPixels: 50_000_000,
};

export function hasTakenShape({ width, height }: { width: number; height: number }): boolean {
  return Math.max(width, height) / Math.min(width, height) <= bounds.maxAspect;
}
